import { expect, test } from 'vitest';
import { ago, clock, exactClock, plural } from './time_words';

const at = (text: string) => new Date(text).getTime() / 1000;
const NOW = at('2026-11-20T21:00:00');

test.each([
  ['2026-11-20T20:59:30', 'just now'],
  ['2026-11-20T20:59:00', '1 minute ago'],
  ['2026-11-20T20:15:00', '45 minutes ago'],
  ['2026-11-20T02:00:00', '19 hours ago'],
  ['2026-11-19T23:59:00', 'yesterday'],
  ['2026-11-17T12:00:00', '3 days ago'],
  ['2026-03-12T12:00:00', '12 March'],
  ['2025-03-12T12:00:00', '12 March 2025'],
])('%s was %s', (then, words) => {
  expect(ago(at(then), NOW)).toBe(words);
});

test('a clock that is a little ahead is no trouble', () => {
  expect(ago(NOW + 5, NOW)).toBe('just now');
});

test.each([
  ['2026-11-20T14:05:00', '14:05'],
  ['2026-11-19T14:05:00', 'yesterday, 14:05'],
  ['2026-11-01T09:05:00', '1 November, 09:05'],
])('the time of a take', (then, words) => {
  expect(clock(at(then), NOW)).toBe(words);
});

test('takes of one minute are told apart', () => {
  expect(exactClock(at('2026-11-20T14:05:32'), NOW)).toBe('14:05:32');
  expect(exactClock(at('2026-11-19T09:05:07'), NOW)).toBe('yesterday, 09:05:07');
});

test('one and many', () => {
  expect(plural(1, 'photo')).toBe('1 photo');
  expect(plural(10_000, 'class', 'classes')).toBe('10,000 classes');
});
