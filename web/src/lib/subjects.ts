// What a project can look at, in words.
import type { Pose, Subject } from './protocol';

/** What is chosen first; which hands comes after. */
export type Kind = 'anything' | 'hands' | 'body';

export interface KindWords {
  kind: Kind;
  name: string;
  /** What it is good for. */
  help: string;
}

export const KINDS: readonly KindWords[] = [
  { kind: 'anything', name: 'Anything', help: 'Objects, faces, scenes: the whole picture' },
  { kind: 'hands', name: 'Hands', help: 'Gestures and signs: the pose of a hand' },
  { kind: 'body', name: 'Body', help: 'Postures and exercises: the pose of a person' },
];

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
  kind: Kind;
  /** After “Looks at:”. */
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
  kind: 'anything',
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
  kind: 'hands',
  name: 'Hands',
  use: 'hands',
  wanted: 1,
  lacking: ["I can't see a hand"],
  tip: 'Hold your hand in the picture, not too near the edge.',
  without: 'no hand',
  classes: 'a gesture, a sign',
  first: 'thumb up',
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
    kind: 'body',
    name: 'Body',
    use: 'the body',
    wanted: 1,
    lacking: ["I can't see a person"],
    tip: 'Step back, until your head and hips are in the picture.',
    without: 'no person',
    classes: 'a posture, an exercise',
    first: 'arms up',
  },
};

/** What a subject is called, and what is said about it. */
export function wordsOf(subject: Subject): Words {
  return SUBJECTS[subject];
}

/** Whether a hand or a body is looked for, so that there is a skeleton to draw. */
export function seeks(subject: Subject | undefined): subject is Exclude<Subject, 'anything'> {
  return subject !== undefined && subject !== 'anything';
}

/** What can't be seen, in words, or null when all that is looked for is there. */
export function missing(subject: Subject, poses: readonly Pose[]): string | null {
  return SUBJECTS[subject].lacking[poses.length] ?? null;
}
