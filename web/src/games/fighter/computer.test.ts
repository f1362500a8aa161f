import { describe, expect, it } from 'vitest';
import { nextRandom } from '../random';
import type { Press } from './blows';
import { newMind, play } from './computer';
import { LEVELS, SKILLS, type Level } from './levels';
import { newPad, press as pressPad, read } from './pad';
import { step } from './rules';
import { newMatch, NOTHING, type Input, type Match, type Side } from './state';

const ROUNDS = 500;
type Player = (match: Match, side: Side) => Input;

/** Someone who presses a key at a time, any of the eight, each for 0.2 to 0.6 s. */
function randomKeys(seed: number): Player {
  let left = 0;
  let held: Input = NOTHING;
  const draw = (): number => {
    const drawn = nextRandom(seed);
    seed = drawn.seed;
    return drawn.value;
  };
  return () => {
    left -= 1;
    if (left > 0) return { ...held, press: null };
    left = 12 + Math.floor(24 * draw());
    const key = Math.floor(8 * draw());
    const press = (['jump', 'punch', 'kick'] as Press[])[key] ?? null;
    const keys = { left: key === 3, right: key === 4, down: key === 5, guard: key === 6 };
    held = { ...NOTHING, ...keys, press };
    return held;
  };
}

/** Someone before a camera: a move each 1.5 s, one after another, whatever the other one does. */
function slowCamera(seed: number): Player {
  const pad = newPad();
  const moves = ['right', 'kick', 'punch', 'kick'] as const;
  let time = 0;
  return (match, side) => {
    const move = moves[(seed + Math.floor(time / 90)) % moves.length] ?? 'kick';
    const towards = match.fighters[side].facing === 1 ? 'right' : 'left';
    if (time % 90 === 0) pressPad(pad, move === 'right' ? towards : move, 'action');
    time += 1;
    return read(pad);
  };
}

function computer(level: Level, seed: number): Player {
  const mind = newMind(level, seed);
  return (match, side) => play(mind, match, side);
}

/** The share of rounds that the first player wins; each side is taken in turn. */
function shareWon(
  first: (seed: number) => Player,
  second: (seed: number) => Player,
  rounds = ROUNDS,
): number {
  let won = 0;
  for (let n = 0; n < rounds; n += 1) {
    const match = newMatch();
    const side: Side = n % 2 === 0 ? 0 : 1;
    const players = [first(2 * n + 1), second(2 * n + 2)] as const;
    while (!match.result) {
      const a = players[0](match, side);
      const b = players[1](match, side === 0 ? 1 : 0);
      step(match, side === 0 ? [a, b] : [b, a]);
    }
    if (match.result.winner === side) won += 1;
  }
  return won / rounds;
}

describe(`in ${ROUNDS} rounds`, () => {
  it('the easy opponent beats random keys, but not always', () => {
    const share = shareWon((seed) => computer('easy', seed), randomKeys);
    expect(share).toBeGreaterThanOrEqual(0.55);
    expect(share).toBeLessThanOrEqual(0.75);
  });

  it('the easy opponent leaves a chance to whoever makes a move each 1.5 seconds by camera', () => {
    const share = shareWon(slowCamera, (seed) => computer('easy', seed), 200);
    expect(share).toBeGreaterThan(0.4);
  });

  it.each([
    ['medium', 'easy'],
    ['hard', 'medium'],
  ] as const)('the %s opponent beats the %s one', (better, worse) => {
    const share = shareWon(
      (seed) => computer(better, seed),
      (seed) => computer(worse, seed),
    );
    expect(share).toBeGreaterThan(0.65);
  });
});

describe('the computer', () => {
  it('makes the same moves again by the same seed, and others by another', () => {
    const moves = (seed: number): string => {
      const match = newMatch();
      const mind = newMind('medium', seed);
      const made: Input[] = [];
      for (let n = 0; n < 600; n += 1) {
        made.push(play(mind, match, 1));
        step(match, [NOTHING, made[n] as Input]);
      }
      return JSON.stringify(made);
    };
    expect(moves(3)).toBe(moves(3));
    expect(moves(3)).not.toBe(moves(4));
  });

  it.each(LEVELS)('does not see what has just happened: %s', (level) => {
    const calm = newMatch();
    calm.stage = 'fight';
    calm.fighters[0].x = 40; // near
    const minds = [newMind(level, 9), newMind(level, 9)] as const;
    for (let n = 0; n < SKILLS[level].reaction; n += 1) {
      for (const mind of minds) play(mind, calm, 1);
    }
    const sudden = structuredClone(calm);
    Object.assign(sudden.fighters[0], { act: 'attack', blow: 'kick', since: 3 });
    for (let n = 1; n < SKILLS[level].reaction; n += 1) {
      expect(play(minds[0], sudden, 1)).toEqual(play(minds[1], calm, 1));
    }
    expect(minds[0].seen.at(-1)).not.toEqual(minds[1].seen.at(-1));
  });

  it('changes nothing in the match, and waits until the fight begins', () => {
    const match = newMatch();
    const before = structuredClone(match);
    const mind = newMind('hard', 2);
    for (let n = 0; n < 200; n += 1) expect(play(mind, match, 0)).toEqual(NOTHING);
    expect(match).toEqual(before);
  });

  it('comes nearer from afar', () => {
    const match = newMatch();
    match.stage = 'fight';
    const mind = newMind('medium', 5);
    const gap = (): number => match.fighters[1].x - match.fighters[0].x;
    const before = gap();
    for (let n = 0; n < 120; n += 1) step(match, [NOTHING, play(mind, match, 1)]);
    expect(gap()).toBeLessThan(before);
  });
});
