import { beforeEach, expect, it } from 'vitest';
import { announcementOf, wins } from './announce';
import { ENDED_STEPS, newMatch, type Match } from './state';

const NAMES = ['You', 'Computer'] as const;
let match: Match;
beforeEach(() => {
  match = newMatch();
});
const called = (): string => announcementOf(match, NAMES);

it('calls the round, and the last one by its name', () => {
  expect(called()).toBe('Round 1');
  for (const fighter of match.fighters) fighter.wins = 1;
  expect(called()).toBe('Final round');
  match.stageLeft = 20;
  expect(called()).toBe('Ready');
});

it('says fight, and then lets them', () => {
  match.stage = 'fight';
  expect(called()).toBe('Fight');
  match.clock -= 60;
  expect(called()).toBe('');
});

it.each([
  [{ winner: 0, how: 'ko' }, 'Knock-out', 'You win'],
  [{ winner: 1, how: 'time' }, 'Time', 'Computer wins'],
  [{ winner: null, how: 'ko' }, 'Both are down', 'A draw'],
  [{ winner: null, how: 'time' }, 'Time', 'A draw'],
] as const)('says how it ended, then for whom: %j', (result, how, who) => {
  Object.assign(match, { stage: 'ended', stageLeft: ENDED_STEPS, result });
  expect(called()).toBe(how);
  match.stageLeft = 10;
  expect(called()).toBe(who);
});

it('speaks grammar', () => {
  expect(wins('You')).toBe('You win');
  expect(wins('Player 1')).toBe('Player 1 wins');
});
