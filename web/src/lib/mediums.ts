// What is said of pictures and of sounds, where only the words differ.
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
  /** Of a file that is none. */
  wrongFile: string;
  /** What is learned from. */
  example: string;
  /** After “Hold the button and”; of a class to be ignored too. */
  perform: string;
  performNothing: string;
  /** What a class to be ignored is called, and what it is shown. */
  nothing: string;
  nothingHelp: string;
  /** Of what is like nothing taught. */
  strange: string;
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
    wrongFile: 'This is neither a photo nor a video.',
    example: 'picture',
    perform: 'show it to the camera',
    performNothing: 'show it to the camera',
    nothing: 'nothing',
    nothingHelp:
      'Show it what to ignore: your empty chair, your resting hands. Then it does not guess when ' +
      'nothing is going on.',
    strange: 'It looks like nothing it was shown.',
    again: 'Looking at your pictures again…',
  },
  sound: {
    device: 'microphone',
    files: 'recordings',
    title: 'Recordings',
    file: 'recording',
    accept: 'audio/*,video/*',
    icon: 'upload',
    wrongFile: 'This is no recording.',
    example: 'example',
    perform: 'make the sound',
    performNothing: 'let it hear the room, talking, a motor that will run',
    nothing: 'noise',
    nothingHelp:
      'Record what to ignore: the quiet room, talking, a fan. If a motor will be running, let it ' +
      'run. Without it, every noise is taken for one of your sounds.',
    strange: 'It sounds like nothing it was taught.',
    again: 'Listening to your recordings again…',
  },
};
