import { expect, test } from 'vitest';
import type { Pose, Subject } from './protocol';
import {
  ACTS,
  LISTENS,
  LOOKS,
  missing,
  seeks,
  SILHOUETTE,
  USUAL,
  WHICH,
  wordsOf,
} from './subjects';

const pose = { kind: 'hand', points: [], side: 'left' } as Pose;

test.each<[Subject, number, string | null]>([
  ['anything', 0, null],
  ['hands', 0, "I can't see a hand"],
  ['hands', 1, null],
  ['hands-left-right', 0, "I can't see a hand"],
  ['hands-both', 0, "I can't see your hands"],
  ['hands-both', 1, 'I can see only one hand'],
  ['hands-both', 2, null],
  ['body', 0, "I can't see a person"],
  ['body', 1, null],
  ['sound', 0, null],
  ['actions', 0, null],
  ['actions-hands', 0, "I can't see a hand"],
  ['actions-body', 0, "I can't see a person"],
  ['silhouette', 0, null],
])('looking at %s with %i in the picture says %s', (subject, count, said) => {
  const poses = Array<Pose>(count).fill(pose);
  expect(missing(subject, poses)).toBe(said);
  expect(wordsOf(subject).lacking).toHaveLength(wordsOf(subject).wanted);
});

test('a skeleton is drawn of hands and bodies only', () => {
  const without = [undefined, 'anything', 'sound', 'spectrogram-long'] as const;
  expect(without.map(seeks)).toEqual([false, false, false, false]);
  expect([seeks('hands-both'), seeks('body'), seeks('actions-body')]).toEqual([true, true, true]);
});

test('every choice leads to a subject of its theme', () => {
  for (const { theme } of [...LOOKS, SILHOUETTE, ACTS, LISTENS]) {
    expect(wordsOf(theme).theme).toBe(theme);
    const choices = WHICH[theme]?.choices ?? [];
    expect(choices.every(({ subject }) => wordsOf(subject).theme === theme)).toBe(true);
    if (choices.length > 0) expect(choices[0]?.subject).toBe(theme); // the usual one
  }
  expect(USUAL.clip).toBe(WHICH.actions?.choices[0]?.subject);
});
