import { expect, test } from 'vitest';
import type { Pose, Subject } from './protocol';
import { LISTENS, LOOKS, missing, seeks, WHICH_HANDS, wordsOf } from './subjects';

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
])('looking at %s with %i in the picture says %s', (subject, count, said) => {
  const poses = Array<Pose>(count).fill(pose);
  expect(missing(subject, poses)).toBe(said);
  expect(wordsOf(subject).lacking).toHaveLength(wordsOf(subject).wanted);
});

test('a skeleton is drawn of hands and bodies only', () => {
  const without = [undefined, 'anything', 'sound', 'spectrogram-long'] as const;
  expect(without.map(seeks)).toEqual([false, false, false, false]);
  expect([seeks('hands-both'), seeks('body')]).toEqual([true, true]);
});

test('every choice leads to a subject of its theme', () => {
  for (const { theme } of [...LOOKS, LISTENS]) expect(wordsOf(theme).theme).toBe(theme);
  expect(new Set(WHICH_HANDS.map(({ subject }) => wordsOf(subject).theme))).toEqual(
    new Set(['hands']),
  );
});
