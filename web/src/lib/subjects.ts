// What a project can look at or listen to, in words.
import type { Kind, Pose, Subject } from './protocol';

/** What is chosen first; which hands, whose movements, or how long the sounds are, comes after. */
export type Theme = 'anything' | 'hands' | 'body' | 'silhouette' | 'actions' | 'sound';

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
/** Offered among what is advanced, and shown where a project has it already. */
export const SILHOUETTE: ThemeWords = {
  theme: 'silhouette',
  name: 'Silhouette',
  help: 'The old way: what differs from an empty room',
};
export const ACTS: ThemeWords = {
  theme: 'actions',
  name: 'Actions',
  help: 'A punch, a wave, a swipe: a movement over about a second',
};
export const LISTENS: ThemeWords = {
  theme: 'sound',
  name: 'Sound',
  help: 'Words, claps, whistles: whatever can be heard',
};

/** What a new project looks at or listens for, unless something else is chosen. */
export const USUAL: Readonly<Record<Kind, Subject>> = {
  picture: 'anything',
  sound: 'sound',
  clip: 'actions',
};

export interface SubjectWords {
  subject: Subject;
  name: string;
  help: string;
}

/** What remains to be chosen of a theme; the first is what most people mean. */
export interface Which {
  title: string;
  choices: readonly SubjectWords[];
}

export const WHICH: Readonly<Partial<Record<Theme, Which>>> = {
  hands: {
    title: 'Which hands',
    choices: [
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
    ],
  },
  actions: {
    title: 'Whose movements',
    choices: [
      {
        subject: 'actions',
        name: 'The whole picture',
        help: 'Anything that moves: people, hands, things.',
      },
      {
        subject: 'actions-hands',
        name: 'Hands',
        help: 'For what hands do near the camera: swipes, circles, snaps.',
      },
      {
        subject: 'actions-body',
        name: 'The body',
        help: 'For what a person does: punches, kicks, jumps.',
      },
    ],
  },
};

interface Words {
  theme: Theme;
  /** After “Looks at:”, “Listens for:” or “Watches for:”. */
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
const BODY: Words = {
  theme: 'body',
  name: 'Body',
  use: 'the body',
  wanted: 1,
  lacking: ["I can't see a person"],
  tip: 'Step back, until your head and hips are in the picture.',
  without: 'no person',
  classes: 'a posture, an exercise',
  first: 'arms up',
};
/** Of actions, whatever they are watched by. */
const ACTING = { theme: 'actions', classes: 'a punch, a wave, a swipe' } as const;
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
  body: BODY,
  silhouette: {
    ...ANYTHING,
    theme: 'silhouette',
    name: 'Silhouette',
    use: 'the silhouette',
    classes: 'a posture',
    first: 'squat',
  },
  sound: SOUND,
  'sound-short': { ...SOUND, name: 'Short sounds', use: 'short sounds' },
  spectrogram: { ...SOUND, name: 'Spectrogram, 70 ms', use: 'the spectrogram' },
  'spectrogram-long': { ...SOUND, name: 'Spectrogram, 140 ms', use: 'the long spectrogram' },
  actions: { ...ANYTHING, ...ACTING, name: 'Actions', use: 'the whole picture', first: 'punch' },
  'actions-hands': {
    ...HAND,
    ...ACTING,
    name: 'Actions of hands',
    use: 'the movements of hands',
    first: 'swipe',
  },
  'actions-body': {
    ...BODY,
    ...ACTING,
    name: 'Actions of the body',
    use: 'the movements of the body',
    first: 'punch',
  },
};

/** What a subject is called, and what is said about it. */
export function wordsOf(subject: Subject): Words {
  return SUBJECTS[subject];
}

/** Whether a hand or a body is looked for, so that there is a skeleton to draw. */
export function seeks(subject: Subject | undefined): subject is Subject {
  return subject !== undefined && SUBJECTS[subject].wanted > 0;
}

/** What can't be seen, in words, or null when all that is looked for is there. */
export function missing(subject: Subject, poses: readonly Pose[]): string | null {
  return SUBJECTS[subject].lacking[poses.length] ?? null;
}
