import { expect, test } from 'vitest';
import { keptOf, keyed, lengthWords, movedEnd, movedStart, percentOf } from './trimming';

test('without a trim all of a recording counts', () => {
  expect(keptOf({ duration: 3, trim: null })).toEqual([0, 3]);
  expect(keptOf({ duration: 3, trim: [1, 2] })).toEqual([1, 2]);
});

test('handles stay in the recording and do not pass each other', () => {
  expect([movedStart(-1, 2), movedStart(1.23456, 2), movedStart(5, 2)]).toEqual([0, 1.235, 1.9]);
  expect([movedEnd(0, 1, 3), movedEnd(2, 1, 3), movedEnd(9, 1, 3)]).toEqual([1.1, 2, 3]);
});

test('an arrow key moves an end visibly, other keys do not', () => {
  expect(['ArrowLeft', 'ArrowUp', 'Home'].map(keyed)).toEqual([-0.05, 0.05, 0]);
});

test('places and lengths', () => {
  expect([percentOf(1, 4), percentOf(9, 4), percentOf(1, 0)]).toEqual([25, 100, 0]);
  expect([1.25, 12.34, 125].map(lengthWords)).toEqual(['1.25 s', '12.3 s', '2:05']);
});
