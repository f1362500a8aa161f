import { describe, expect, it } from 'vitest';
import {
  beginRound,
  enter,
  FULL,
  INTRO_STEPS,
  newFighter,
  newMatch,
  NOTHING,
  other,
  ROUND_STEPS,
  SIDES,
  START,
  winnerOf,
} from './state';

describe('a new match', () => {
  it('announces its first round, with nothing decided', () => {
    expect(newMatch()).toMatchObject({
      paused: false,
      stage: 'intro',
      stageLeft: INTRO_STEPS,
      time: 0,
      round: 1,
      clock: ROUND_STEPS,
      freeze: 0,
      result: null,
    });
    expect(ROUND_STEPS).toBe(3600);
  });

  it('is the same for both but for the side they come from', () => {
    const [a, b] = newMatch().fighters;
    expect(a.x).toBe(-b.x);
    expect(a.x).toBeLessThan(-START);
    expect([a.facing, b.facing]).toEqual([1, -1]);
    expect({ ...a, x: 0, facing: 1 }).toEqual({ ...b, x: 0, facing: 1 });
    expect([a.health, a.act, a.wins]).toEqual([FULL, 'stand', 0]);
  });

  it('is plain values, and has none in common with another', () => {
    const [match, fresh] = [newMatch(), newMatch()];
    expect(JSON.parse(JSON.stringify(match))).toEqual(fresh);
    match.fighters[0].health = 1;
    match.fighters[1].x = 0;
    expect(fresh).toEqual(newMatch());
  });
});

describe('the next round', () => {
  it('begins afresh, and keeps only what was won and the time', () => {
    const match = newMatch();
    const [a, b] = match.fighters;
    Object.assign(a, { health: 3, x: 12, act: 'lie', wins: 1, stun: 5 });
    Object.assign(b, { health: 0, y: 4, act: 'fall', wanted: { press: 'kick', left: 2 } });
    Object.assign(match, { stage: 'ended', stageLeft: 0, clock: 9, freeze: 3, time: 700 });
    match.result = { winner: 0, how: 'ko' };
    beginRound(match, 2);
    const expected = { ...newMatch(), round: 2, time: 700 };
    expected.fighters[0].wins = 1;
    expect(match).toEqual(expected);
  });
});

describe('who has won', () => {
  it.each([
    [2, 0, 0],
    [2, 1, 0],
    [1, 2, 1],
    [1, 1, null],
    [0, 0, null],
  ])('%i to %i: %j', (a, b, winner) => {
    const match = newMatch();
    match.fighters[0].wins = a;
    match.fighters[1].wins = b;
    expect(winnerOf(match)).toBe(winner);
  });
});

describe('what a fighter does', () => {
  it('counts its steps from when it began, not from when it was said again', () => {
    const fighter = { ...newFighter(0), since: 7 };
    enter(fighter, 'stand');
    expect([fighter.act, fighter.since]).toEqual(['stand', 7]);
    enter(fighter, 'crouch');
    expect([fighter.act, fighter.since]).toEqual(['crouch', 0]);
  });
});

it('each side is the other one’s other', () => {
  expect(SIDES.map(other)).toEqual([1, 0]);
});

it('nothing asks for nothing', () => {
  expect(Object.values(NOTHING).filter(Boolean)).toEqual([]);
});
