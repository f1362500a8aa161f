// What a project can look at or listen to, in words.
import type { Pose, Subject } from './protocol';

/** What is chosen first; which hands, or how long the sounds are, comes after. */
export type Theme = 'anything' | 'hands' | 'body' | 'sound';

export interface ThemeWords {
  theme: Theme;
  name: string;
  /** What it is good for. */
  help: string;
}

export const LOOKS: readonly ThemeWords[] = [
  { theme: 'anything', name: 'Anything', help: 'Objects, faces, scenes: the whole picture' },
  { theme: 'hands', name: 'Hands', help: 'Gestures and signs: the pose of a hand' },
  { theme: 'body', name: 'Body', help: 'Postures and exercises: the pose of a person' },
];
export const LISTENS: ThemeWords = {
  theme: 'sound',
  name: 'Sound',
  help: 'Words, claps, whistles: whatever can be heard',
};

export type HandSubject = Extract<Subject, `hands${string}`>;

export interface HandWords {
  subject: HandSubject;
  name: string;
  help: string;
}

/** Which hands: the first is what most people mean. */
export const WHICH_HANDS: readonly HandWords[] = [
  {
    subject: 'hands',
    name: 'Either hand',
    help: 'Left or right, a gesture means the same.',
  },
  {
    subject: 'hands-left-right',
    name: 'Left and right mean different things',
    help: 'Show every class with the hand that is meant.',
  },
  {
    subject: 'hands-both',
    name: 'Both hands together',
    help: 'For signs that need two hands.',
  },
];

interface Words {
  theme: Theme;
  /** After “Looks at:” or “Listens for:”. */
  name: string;
  /** After “Yes, use”. */
  use: string;
  /** How many hands or bodies should be in the picture. */
  wanted: number;
  /** What can't be seen, by how many of them are there. */
  lacking: readonly string[];
  /** What helps then. */
  tip: string;
  /** Before “in 5 of 24”. */
  without: string;
  /** What a class may be. */
  classes: string;
  /** A name for the first one. */
  first: string;
}

const ANYTHING: Words = {
  theme: 'anything',
  name: 'Anything',
  use: 'the whole picture',
  wanted: 0,
  lacking: [],
  tip: '',
  without: '',
  classes: 'a gesture, a face, a thing',
  first: 'rock',
};
const HAND: Words = {
  theme: 'hands',
  name: 'Hands',
  use: 'hands',
  wanted: 1,
  lacking: ["I can't see a hand"],
  tip: 'Hold your hand in the picture, not too near the edge.',
  without: 'no hand',
  classes: 'a gesture, a sign',
  first: 'thumb up',
};
const SOUND: Words = {
  theme: 'sound',
  name: 'Words',
  use: 'words',
  wanted: 0,
  lacking: [],
  tip: '',
  without: '',
  classes: 'a word, a clap, a whistle',
  first: 'stop',
};
const SUBJECTS: Record<Subject, Words> = {
  anything: ANYTHING,
  hands: HAND,
  'hands-left-right': { ...HAND, name: 'Hands, left or right', use: 'hands, left and right' },
  'hands-both': {
    ...HAND,
    name: 'Both hands',
    use: 'both hands',
    wanted: 2,
    lacking: ["I can't see your hands", 'I can see only one hand'],
    tip: 'Hold both hands in the picture, not too near the edge.',
    without: 'no hands',
  },
  body: {
    theme: 'body',
    name: 'Body',
    use: 'the body',
    wanted: 1,
    lacking: ["I can't see a person"],
    tip: 'Step back, until your head and hips are in the picture.',
    without: 'no person',
    classes: 'a posture, an exercise',
    first: 'arms up',
  },
  sound: SOUND,
  'sound-short': { ...SOUND, name: 'Short sounds', use: 'short sounds' },
  spectrogram: { ...SOUND, name: 'Spectrogram, 70 ms', use: 'the spectrogram' },
  'spectrogram-long': { ...SOUND, name: 'Spectrogram, 140 ms', use: 'the long spectrogram' },
};

/** What a subject is called, and what is said about it. */
export function wordsOf(subject: Subject): Words {
  return SUBJECTS[subject];
}

/** What has a skeleton. */
export type Sought = Extract<Subject, `hands${string}` | 'body'>;

/** Whether a hand or a body is looked for, so that there is a skeleton to draw. */
export function seeks(subject: Subject | undefined): subject is Sought {
  return subject !== undefined && SUBJECTS[subject].wanted > 0;
}

/** What can't be seen, in words, or null when all that is looked for is there. */
export function missing(subject: Subject, poses: readonly Pose[]): string | null {
  return SUBJECTS[subject].lacking[poses.length] ?? null;
}
