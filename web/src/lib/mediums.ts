// What is said of pictures, of sounds and of actions, where only the words differ.
import type { Kind } from './protocol';

export interface Medium {
  /** What records it. */
  device: string;
  /** Several files of it, as a title too, and one. */
  files: string;
  title: string;
  file: string;
  /** For a file chooser. */
  accept: string;
  /** For a button that adds them. */
  icon: 'images' | 'upload';
  /** After “Drop a video to”. */
  toSee: string;
  /** Of a file that is none. */
  wrongFile: string;
  /** What is learned from, and what a class is said to have several of. */
  example: string;
  counted: 'example' | 'clip';
  /** What is kept of one hold of the button. */
  take: string;
  /** After “Hold the button and”; of a class to be ignored too. */
  perform: string;
  performNothing: string;
  /** What a class to be ignored is called, what asks for one, and what it is shown. */
  nothing: string;
  askNothing: string;
  nothingHelp: string;
  /** Before the name of what it is to look at or listen for, and on a button that changes it. */
  attends: string;
  attendElse: string;
  /** What to do for it to say something, and when what it said was true. */
  invitation: string;
  was: 'is' | 'was';
  /** Of what is like nothing taught. */
  strange: string;
  /** Of what is to be ignored. */
  idle: string;
  /** What the square in the camera's picture is, after “The computer”. */
  square: string;
  /** While it goes through its examples again. */
  again: string;
}

export const MEDIUMS: Record<Kind, Medium> = {
  picture: {
    device: 'camera',
    files: 'photos or videos',
    title: 'Photos or videos',
    file: 'photo or video',
    accept: 'image/*,video/*',
    icon: 'images',
    toSee: 'see what it is',
    wrongFile: 'This is neither a photo nor a video.',
    example: 'picture',
    counted: 'example',
    take: 'picture',
    perform: 'show it to the camera',
    performNothing: 'show it to the camera',
    nothing: 'nothing',
    askNothing: 'Add a class called “nothing”.',
    nothingHelp:
      'Show it what to ignore: your empty chair, your resting hands. Then it does not guess when ' +
      'nothing is going on.',
    attends: 'Looks at',
    attendElse: 'Look at something else',
    invitation: 'Show it something.',
    was: 'is',
    strange: 'It looks like nothing it was shown.',
    idle: 'Nothing to react to',
    square: 'looks at what is inside',
    again: 'Looking at your pictures again…',
  },
  sound: {
    device: 'microphone',
    files: 'recordings',
    title: 'Recordings',
    file: 'recording',
    accept: 'audio/*,video/*',
    icon: 'upload',
    toSee: 'hear what is in it',
    wrongFile: 'This is no recording.',
    example: 'example',
    counted: 'example',
    take: 'recording',
    perform: 'make the sound',
    performNothing: 'let it hear the room, talking, a motor that will run',
    nothing: 'noise',
    askNothing: 'Add a class called “noise”.',
    nothingHelp:
      'Record what to ignore: the quiet room, talking, a fan. If a motor will be running, let it ' +
      'run. Without it, every noise is taken for one of your sounds.',
    attends: 'Listens for',
    attendElse: 'Listen for something else',
    invitation: 'Make a sound.',
    was: 'was',
    strange: 'It sounds like nothing it was taught.',
    idle: 'None of your sounds',
    square: '',
    again: 'Listening to your recordings again…',
  },
  clip: {
    device: 'camera',
    files: 'videos',
    title: 'Videos',
    file: 'video',
    accept: 'video/*',
    icon: 'upload',
    toSee: 'see what happens in it',
    wrongFile: 'This is no video. Choose one, such as an MP4 file.',
    example: 'example',
    counted: 'clip',
    take: 'clip',
    perform: 'do the action, once',
    performNothing: 'do whatever is none of them: stand, walk about, scratch your head',
    nothing: 'other',
    askNothing: 'Also show what is none of them.',
    nothingHelp:
      'Stand still, walk about, reach for a cup: twice for 15 seconds is enough. Without it, ' +
      'every movement is taken for one of your actions.',
    attends: 'Watches for',
    attendElse: 'Watch for something else',
    invitation: 'Do one of the actions.',
    was: 'was',
    strange: 'It looks like nothing it was shown.',
    idle: 'None of your actions',
    square: 'sees best what is inside; of the rest it sees how it moves',
    again: 'Looking at your clips again…',
  },
};
