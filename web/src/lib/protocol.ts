// Generated from src/understudy/studio/protocol/ by understudy.studio.typescript.

/** Of one uploaded photo, video or recording. */
export const MAX_FILE_BYTES = 536870912;

/** Of one uploaded project. */
export const MAX_ARCHIVE_BYTES = 4294967296;

/** Of one JSON message on the socket, and of one JSON request. */
export const MAX_MESSAGE_BYTES = 65536;

/** Of pictures, sent and not yet saved: the page waits beyond it. */
export const MAX_UNSAVED_FRAMES = 8;

/** Long side in pixels of the frames that the page sends, and that a project keeps. */
export const FRAME_SIDE = 640;

export const JPEG_QUALITY = 0.92;

/** Least and most frames a second of a take. */
export const RATES = [1, 30] as const;

/** Frames a second of a take. */
export const DEFAULT_RATE = 15;

/** Least and most samples a second of a microphone. */
export const SOUND_RATES = [8000, 192000] as const;

/** Of sound in a message: so much later it is heard. */
export const BLOCK_SECONDS = 0.04;

/** Of the samples in one message, two bytes each. */
export const MAX_BLOCK_BYTES = 65536;

/** Of a take of sound or actions, sent and not yet saved: the page keeps it to send it again. */
export const MAX_UNSAVED_SECONDS = 30;

/** Of a take of sound; then it ends by itself. */
export const MAX_TAKE_SECONDS = 600;

/** Of a take of an action; then it ends by itself. */
export const MAX_CLIP_SECONDS = 120;

/** Of a clip, side by side in one picture, at most. */
export const STRIP_FRAMES = 12;

/** Random variants of each example that may be learned too. */
export const MOST_VARIANTS = 8;

export type ClassId = string;

export type TakeId = string;

export type Name = string;

export type Color = string;

export type Share = number;

export type Role = 'class' | 'background';

/** What a project is taught with. */
export type Kind = 'picture' | 'sound' | 'clip';

/** What a project looks at, what it listens for, and whose movements it watches for. */
export type Subject = 'anything' | 'hands' | 'hands-left-right' | 'hands-both' | 'body' | 'silhouette' | 'sound' | 'sound-short' | 'spectrogram' | 'spectrogram-long' | 'actions' | 'actions-hands' | 'actions-body';

export type ActingRule = 'at-once' | 'per-episode';

export type SampleRate = number;

export type Status = 'empty' | 'learning' | 'ready' | 'failed';

export const WATCH = 1;
export const TAKE = 2;
export const WATCH_SOUND = 3;
export const TAKE_SOUND = 4;

export const FRAME_VERSION = 1;

export const HEADER_BYTES = 32;

/** Of one frame; 640 pixels wide it has some 60 kB. */
export const MAX_FRAME_BYTES = 4194304;

/** Which of the 21 points of a hand are joined. */
export const HAND_LINES = [[0, 1], [1, 2], [2, 3], [3, 4], [0, 5], [5, 6], [6, 7], [7, 8], [5, 9], [9, 10], [10, 11], [11, 12], [9, 13], [13, 14], [14, 15], [15, 16], [13, 17], [17, 18], [18, 19], [19, 20], [0, 17]] as const;

/** Which of the 33 points of a body are joined. */
export const BODY_LINES = [[0, 1], [1, 2], [2, 3], [3, 7], [0, 4], [4, 5], [5, 6], [6, 8], [9, 10], [11, 12], [11, 23], [12, 24], [23, 24], [11, 13], [13, 15], [15, 17], [15, 19], [15, 21], [17, 19], [12, 14], [14, 16], [16, 18], [16, 20], [16, 22], [18, 20], [23, 25], [25, 27], [27, 29], [29, 31], [27, 31], [24, 26], [26, 28], [28, 30], [30, 32], [28, 32]] as const;

/** A hand or a body. */
export interface Pose {
  kind: 'hand' | 'body';
  /**
   * x and y as shares of the picture's width and height, and visibility 0..1.
   *
   * Where the picture cuts it off, points lie outside of it.
   */
  points: [number, number, number][];
  /** Of a hand: whose it is, of the person, in a picture that is not mirrored. */
  side: 'left' | 'right' | null;
}

/** Where training is, after a batch. */
export interface Step {
  epoch: number;
  epochs: number;
  batch: number;
  batches: number;
  loss: number;
  /** Share of the batch that was right. */
  accuracy: number;
}

/** Training is under way: every batch since the message before. */
export interface Steps {
  type: 'steps';
  steps: Step[];
}

/** That the project should look at something else. */
export interface Suggestion {
  subject: Subject;
  sentence: string;
}

/** What the project's model is, and how good. */
export interface Learning {
  type: 'learning';
  status: Status;
  /** How good it is, or what to do next, in words. */
  sentence: string;
  /** Counts up whenever the model is replaced; 0 when there is none. */
  model: number;
  /** Ids of the classes that the model knows, in the order of its probabilities. */
  labels: string[];
  /** On takes left out of teaching, of every class; None means "can't tell yet". */
  accuracy: number | null;
  per_class: Record<string, number | null>;
  /** How many takes were tested. */
  takes: number | null;
  head: string;
  /** What the head called auto settled on. */
  chosen: string;
  reason: string;
  settings: Record<string, unknown>;
  /** Whether new takes wait for the Train button. */
  by_hand: boolean;
  /** Takes recorded and not yet learned. */
  waiting: number;
  done: number | null;
  /** Examples looked at, while there are many to look at. */
  total: number | null;
  /** How many random variants were looked at, and of how many, until they are learned. */
  variants: [number, number] | null;
  /** By id of class, in how many examples no hand or body was found, where there are any. */
  unseen: Record<string, number>;
  suggestion: Suggestion | null;
}

/** A setting of a head. */
export interface Setting {
  name: string;
  title: string;
  kind: 'integer' | 'number' | 'integers' | 'choice' | 'boolean';
  default: unknown;
  least: number | null;
  most: number | null;
  choices: string[];
  help: string;
}

/** A head that can be trained. */
export interface HeadView {
  name: string;
  title: string;
  help: string;
  /** Whether it is trained by a button rather than after every take. */
  by_hand: boolean;
  /** What a project has to look at or listen for to have it; none stands for any. */
  subjects: Subject[];
  settings: Setting[];
}

/** To choose a head and train it. */
export interface Train {
  head: string;
  settings?: Record<string, unknown>;
}

/** To train several heads on the same takes. */
export interface Compare {
  heads: Train[];
  /** Whether to compare with the old way of looking too; that needs the empty room. */
  silhouette?: boolean;
}

/** How one of several heads does on takes left out of teaching. */
export interface Compared {
  head: string;
  /** What it looks at, where that is not what the project does. */
  subject: Subject | null;
  settings: Record<string, unknown>;
  accuracy: number | null;
  sentence: string;
  fit_seconds: number;
  /** Of one example's features. */
  predict_milliseconds: number;
}

/** A cell of the confusion matrix. */
export interface Cell {
  true: string;
  predicted: string;
  examples: string[];
}

/** What left-out examples were taken for. */
export interface Confusion {
  class_ids: string[];
  /** Those that are not empty. */
  cells: Cell[];
  sentence: string;
}

/** A take begins, or goes on after a break; saying it again changes nothing. */
export interface Begin {
  type: 'begin';
  take: TakeId;
  class_id: ClassId;
  source?: 'camera' | 'correction' | 'microphone';
  /** Frames a second; of a microphone, samples a second, which it has to say. */
  rate?: number | null;
}

/** A take has ended; saying it again changes nothing. */
export interface End {
  type: 'end';
  take: TakeId;
}

/** Sound to be heard begins, or goes on after a gap; its next block may have any number. */
export interface Listen {
  type: 'listen';
  stream: number;
  /** Samples a second. */
  rate: SampleRate;
}

/** The first message of a socket. */
export interface Hello {
  type: 'hello';
  /** Of understudy. */
  version: string;
  revision: number;
  learning: Learning;
}

/** A frame or a block of sound of a take is on disk. */
export interface Saved {
  type: 'saved';
  take: string;
  class_id: string;
  /** As in the frame or block. */
  sequence: number;
  /** The one that the frame is; of sound, which has examples when it is cut, none. */
  example: string | null;
  /** Examples of this take on disk. */
  take_count: number;
  /** Examples of this class on disk. */
  class_count: number;
}

/** A take has ended. */
export interface Ended {
  type: 'ended';
  take: string;
  take_count: number;
  /** Why it ended by itself, or what is doubtful about it. */
  sentence: string;
}

/** Something could not be done; what was there before is untouched. */
export interface Refused {
  type: 'refused';
  sentence: string;
  take: string | null;
  sequence: number | null;
  /** Whether sending it again is of no use (a bad picture, an unknown class; not a full disk). */
  final: boolean;
}

/** An event of the live loop. */
export interface Fired {
  class_id: string;
  kind: 'start' | 'stop';
  confidence: number;
  /** Of an action that is over: seconds from its end to when it was reported; below 0 before. */
  latency: number | null;
}

/** What the model says about a frame, or about the sound up to a sample. */
export interface Answer {
  type: 'answer';
  stream: number;
  /** As in the frame; of sound, the number of the last sample heard. */
  sequence: number;
  /** As in the frame; of sound, at the last sample heard. */
  captured: number;
  /** Which model said so: `Learning.model`. */
  model: number;
  /** Smoothed, in the order of `Learning.labels`. */
  probabilities: number[];
  /** The most probable class. */
  best: string;
  /** The same, or None when the input is like nothing taught, or the threshold is not reached. */
  label: string | null;
  known: boolean;
  novelty: number;
  /** Whether what the project looks at is in the picture. */
  found: boolean;
  poses: Pose[];
  events: Fired[];
  /** From the arrival of the frame or block to this answer. */
  milliseconds: number;
}

/**
 * There is no model yet, or too little sound since the answer before.
 *
 * Without a model a frame is only of use for what is drawn on it.
 */
export interface NoAnswer {
  type: 'no-answer';
  stream: number;
  sequence: number;
  poses: Pose[];
}

/** The project changed, by whichever tab: fetch what is shown again. */
export interface Changed {
  type: 'changed';
  revision: number;
  /** Classes whose examples changed. */
  class_ids: string[];
}

export type SocketMessage = Hello | WordsHello | Saved | Ended | Refused | Answer | NoAnswer | Changed | Steps | Learning;

/** Requests and responses: projects, classes, takes, examples. */
export type PageMessage = Begin | End | Listen;

/** A class as the page shows it. */
export interface ClassView {
  id: string;
  name: string;
  color: string;
  role: Role;
  /** Examples on disk. */
  count: number;
  takes: number;
  /** The example to show: the last one. */
  cover: string | null;
  /** Of a background class of sounds: whether its noise is mixed into the training of others. */
  mixed: boolean;
}

/** A project as the start screen shows it. */
export interface ProjectSummary {
  id: string;
  name: string;
  kind: Kind;
  subject: Subject;
  classes: ClassView[];
  examples: number;
  /** Ids of a few examples. */
  thumbnails: string[];
  /** When it was last opened. */
  opened: number | null;
  /** Why it can't be opened. */
  problem: string | null;
}

/** When a prediction becomes an event. */
export interface Live {
  /** Probability below which nothing is reported. */
  threshold: Share;
  /** Seconds over which predictions are averaged. */
  smoothing: number;
  /** Seconds after an event in which the same class can't start again. */
  hold_off: number;
}

/** When something heard becomes an event. */
export interface Listening {
  /** Probability below which nothing is reported. */
  threshold: Share;
  /**
   * Share of each window that the next one hears again, at most: it is heard no more often than
   * the backbone does.
   */
  overlap: number;
  /** Milliseconds after an event in which there is no other. */
  suppress_ms: number;
  /** Windows in a row that have to say the same. */
  hits: number;
}

/** When a movement that is seen becomes an event. */
export interface Acting {
  /** Probability from which an action is reported. */
  threshold: Share;
  /** Probability below which every action has to fall before the next is reported. */
  release: Share;
  /** Seconds after an event in which there is no other. */
  refractory: number;
  /** Whether it is reported as soon as it is likely, or once it is over, by all that was seen. */
  rule: ActingRule;
}

/** A project as its own screens show it. */
export interface ProjectView {
  id: string;
  name: string;
  kind: Kind;
  subject: Subject;
  /** Whether what a sound project listens for, words or short sounds, follows its takes. */
  automatic: boolean;
  revision: number;
  classes: ClassView[];
  live: Live;
  /** Of a sound project; its `live` does nothing. */
  listening: Listening | null;
  /** Of a project of actions; its `live` does nothing. */
  acting: Acting | null;
  /** How many random variants of each picture or clip are learned too. */
  variants: number;
  /** Whether half of them are mirrored; those of clips never are. */
  mirrored: boolean;
  /** Whether the empty room was captured, which the subject "silhouette" needs. */
  room: boolean;
  /** Game -> class -> move. */
  mappings: Record<string, Record<string, string>>;
  /** What undo would take back, in words. */
  undo: string | null;
  redo: string | null;
  folder: string;
  trash_bytes: number;
}

/** Where in a recording an example was cut, in seconds. */
export interface Mark {
  example: string;
  start: number;
  end: number;
}

/** The frames of a clip side by side in one picture, to be shown one after another. */
export interface Strip {
  /** How many; they are equally wide, and equally far apart in time. */
  frames: number;
  /** Width by height of one. */
  aspect: number;
}

/** A take in a gallery; times are in seconds since the beginning of its whole recording. */
export interface TakeView {
  id: string;
  class_id: string;
  source: string;
  /** Of the file it came from. */
  name: string | null;
  started: number;
  examples: string[];
  /** Ids of the takes that are shown as this one, if there are several. */
  merged: string[];
  /** Those of the examples in which the hand or body that is looked for was not found. */
  unseen: string[];
  /** Of the recording or clip; None for pictures. */
  duration: number | null;
  /** Of sound: where its examples are. They may overlap, and begin before it or end after it. */
  marks: Mark[];
  /** The part of a recording or clip that counts; None for all of it. */
  trim: [number, number] | null;
  /** Of a clip: what its strip is made of. */
  strip: Strip | null;
}

/** To create a project. */
export interface NewProject {
  name: Name;
  /** What listens makes a sound project, "sound" one that is automatic. */
  subject?: Subject;
}

/** To rename a project, or look at something else; what is None stays. */
export interface ProjectChange {
  name?: Name | null;
  /** In a sound project, `automatic` ends with it. */
  subject?: Subject | null;
  automatic?: boolean | null;
  variants?: number | null;
  mirrored?: boolean | null;
}

/** To add a class. */
export interface NewClass {
  name: Name;
  color?: Color | null;
  role?: Role;
}

/** To change a class; what is None stays. */
export interface ClassChange {
  name?: Name | null;
  color?: Color | null;
  role?: Role | null;
  mixed?: boolean | null;
}

/** To put the classes in an order. */
export interface Order {
  class_ids: ClassId[];
}

/** Examples to delete, or to move to a class. */
export interface ExampleIds {
  ids: string[];
  class_id?: ClassId | null;
}

/** To let only a part of a recording count, in seconds; all of it takes a trim away. */
export interface Trim {
  start: number;
  end: number;
}

/** Which class makes which move in a game. */
export interface Mapping {
  moves: Record<ClassId, string>;
}

/** A label and how probable it is. */
export interface Named {
  name: string;
  share: Share;
}

/** One picture seen through three models. */
export interface Tried {
  /** The network's own 1,000 labels, the most probable five. */
  base: Named[];
  /** The project's model, the most probable first; empty while there is none. */
  several: Named[];
  /** Whether the project's model knows it. */
  known: boolean;
  /**
   * The probability of the class that was asked for, against all others: one sigmoid unit. None
   * while there is no model.
   */
  either: Share | null;
}

/** Something was changed. */
export interface Done {
  revision: number;
  sentence: string;
  /** Of what was made. */
  id: string | null;
}

/** A file was added to a class. */
export interface Added {
  revision: number;
  take: string;
  examples: number;
  /** What is doubtful about it. */
  sentence: string;
}

/** Why a request was refused. */
export interface Problem {
  sentence: string;
}

/**
 * A move that is older than this when it comes is left out: the drone would do it out of the
 * blue.
 */
export const MOVE_SECONDS = 1.0;

export type PageId = string;

export type DroneMove = 'takeoff' | 'land' | 'flip';

export type DroneStatus = 'off' | 'ready' | 'armed' | 'taking-off' | 'flying' | 'landing' | 'lost';

/** Who flies it: the page that asks, or another one. */
export type Hands = 'nobody' | 'yours' | 'others';

/** The drone as a page shows it. */
export interface DroneView {
  status: DroneStatus;
  /** What happened last, or what to do. */
  sentence: string;
  /** Per cent; None while it is not known. */
  battery: number | null;
  /** Centimetres above where it took off; None while it is not known. */
  height: number | null;
  hands: Hands;
}

/** A move for the drone to make. */
export interface FlyDrone {
  move: DroneMove;
  /** Seconds since it was said or shown. */
  age: number;
}

/** When a word that is heard counts; said by the page, it counts from then on. */
export interface WordsSettings {
  type: 'words-settings';
  listening: Listening;
  /** Whether noise and other words are reported as well. */
  noise_and_unknown: boolean;
}

/** The first message of the socket of the ready-made words. */
export interface WordsHello {
  type: 'words-hello';
  /** Of understudy. */
  version: string;
  /** What it tells apart, in the order of `Answer.probabilities`; they are the ids of classes. */
  labels: string[];
  /** Those of them that are no words: noise, and any other speech. */
  background: string[];
  /** What counts until the page says otherwise. */
  settings: WordsSettings;
}
