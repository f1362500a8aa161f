import { expect, test } from 'vitest';
import { dropPlace, moved } from './order';

test.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
  [1, 9, 'acb'],
  [0, -1, 'abc'],
  [7, 0, 'abc'],
])('the one at %i moved to %i gives %s', (from, to, expected) => {
  expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(expected);
});

test('a dropped card lands among the others by its middle', () => {
  const others = [50, 150, 250];
  expect([10, 60, 160, 900].map((y) => dropPlace(others, y))).toEqual([0, 1, 2, 3]);
});
