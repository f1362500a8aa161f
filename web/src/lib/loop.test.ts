import { expect, test } from 'vitest';
import { loopSeconds, positionOf, spread } from './loop';

test('a loop is as long as its clip, within what can be watched', () => {
  expect([0.3, 1.4, 15].map(loopSeconds)).toEqual([0.6, 1.4, 2.4]);
});

test('frames stand from the first to the last', () => {
  expect([0, 1, 2].map((frame) => positionOf(frame, 3))).toEqual([0, 50, 100]);
  expect(positionOf(0, 1)).toBe(0);
});

test('a film shows frames of all of it, each once', () => {
  expect(spread(12, 6)).toEqual([1, 3, 5, 7, 9, 11]);
  expect(spread(2, 6)).toEqual([0, 1]);
  expect(spread(0, 6)).toEqual([]);
});
