import { expect, test } from 'vitest';
import { LEARNING } from '../../../testing/fake_socket';
import type { Answer, ClassView } from '../../lib/protocol';
import { isMissed } from './hinting';

const ROCK = { id: 'a', role: 'class', count: 40 } as ClassView;
const session = (known: boolean | null, unseen = 0, holdCount = 0) => ({
  answer: known === null ? null : ({ known } as Answer),
  learning: { ...LEARNING, unseen: { a: unseen } },
  holdCount,
});

test('no hand is missed where its absence is known as something', () => {
  expect(isMissed(session(null), undefined)).toBe(true);
  expect(isMissed(session(false), undefined)).toBe(true);
  expect(isMissed(session(true), undefined)).toBe(false);
});

test('while a class is recorded it is, whatever it looks like, unless it is taught without', () => {
  expect(isMissed(session(true), ROCK)).toBe(true);
  expect(isMissed(session(true, 20), ROCK)).toBe(true);
  expect(isMissed(session(true, 21), ROCK)).toBe(false);
  expect(isMissed(session(false), { ...ROCK, role: 'background' })).toBe(false);
});

test('what is being recorded is not yet looked at, and does not count', () => {
  expect(isMissed(session(true, 16, 10), ROCK)).toBe(false);
  expect(isMissed(session(null, 0, 40), ROCK)).toBe(true); // the first take
});
