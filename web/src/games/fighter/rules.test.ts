import { beforeEach, describe, expect, it } from 'vitest';
import { fighting, health, hold, names, press, run } from '../../../testing/fighter_match';
import { nextRandom } from '../random';
import type { Press } from './blows';
import { HALF } from './boxes';
import { APART, EDGE } from './motion';
import { step } from './rules';
import {
  ENDED_STEPS,
  FULL,
  INTRO_STEPS,
  MOST_ROUNDS,
  newMatch,
  NOTHING,
  winnerOf,
  type Input,
  type Match,
} from './state';

let match: Match;
beforeEach(() => {
  match = fighting();
});

const PRESSES: readonly Press[] = ['jump', 'punch', 'kick', 'uppercut', 'sweep'];

/** Someone who asks for anything, at random. */
function anyInputs(seed: number): () => Input {
  const draw = (count: number): number => {
    const drawn = nextRandom(seed);
    seed = drawn.seed;
    return Math.floor(count * drawn.value);
  };
  return () => ({
    left: draw(3) === 0,
    right: draw(3) === 0,
    down: draw(5) === 0,
    guard: draw(6) === 0,
    watchful: draw(4) === 0,
    press: PRESSES[draw(9)] ?? null,
  });
}

describe('a round', () => {
  it('begins after it is announced', () => {
    match = newMatch();
    const [a, b] = match.fighters;
    expect(a.x).toBeLessThan(-200);
    run(match, INTRO_STEPS - 1, hold({ right: true }));
    expect([match.stage, a.act, b.act]).toEqual(['intro', 'stand', 'stand']);
    expect(a.x).toBeCloseTo(-b.x);
    expect(b.x - a.x).toBeLessThanOrEqual(300);
    expect(names(run(match, 1))).toEqual(['fight']);
  });

  it('ends by a knock-out, and the next one begins afresh', () => {
    match.fighters[1].health = 5;
    expect(names(run(match, 30, press('kick')))).toContain('ko');
    expect(match.result).toEqual({ winner: 0, how: 'ko' });
    run(match, ENDED_STEPS + 20);
    expect([match.stage, match.round]).toEqual(['intro', 2]);
    expect(health(match)).toEqual([FULL, FULL]);
    expect(match.fighters.map((fighter) => fighter.wins)).toEqual([1, 0]);
  });

  it('ends when the time is over, for whoever has more left', () => {
    match.fighters[0].health = 60;
    match.clock = 1;
    expect(names(run(match, 1))).toEqual(['time']);
    expect(match.result).toEqual({ winner: 1, how: 'time' });
  });

  it('is nobody’s when both are knocked out at once', () => {
    for (const fighter of match.fighters) fighter.health = 3;
    const happened = run(match, 30, press('kick'), press('kick'));
    expect(names(happened).filter((what) => what === 'ko')).toHaveLength(2);
    expect(match.result).toEqual({ winner: null, how: 'ko' });
    run(match, ENDED_STEPS + 20);
    expect(match.fighters.map((fighter) => fighter.wins)).toEqual([0, 0]);
    expect(match.round).toBe(2);
  });

  it('is one of three: who has won two has won', () => {
    match.fighters[0].wins = 1;
    match.fighters[1].health = 0;
    run(match, ENDED_STEPS + 20);
    expect([match.stage, winnerOf(match)]).toEqual(['over', 0]);
    const before = structuredClone(match);
    run(match, 60, press('kick'));
    expect(match).toEqual(before);
  });

  it('is the last after so many, even if all are drawn', () => {
    match.round = MOST_ROUNDS;
    match.clock = 1;
    run(match, ENDED_STEPS + 1);
    expect([match.stage, winnerOf(match)]).toEqual(['over', null]);
  });

  it('stands still while it is paused', () => {
    match.paused = true;
    const before = structuredClone(match);
    run(match, 30, hold({ right: true }));
    expect(match).toEqual(before);
  });
});

describe('whatever is pressed', () => {
  it.each([1, 2, 3])('nobody leaves the stage, stands in the other, or gets stuck: %i', (seed) => {
    const any = anyInputs(seed);
    let inputs: [Input, Input] = [NOTHING, NOTHING];
    for (let n = 0; n < 12_000; n += 1) {
      if (n % 9 === 0) inputs = [any(), any()];
      step(match, inputs);
      inputs = [{ ...inputs[0], press: null }, { ...inputs[1], press: null }];
      const [a, b] = match.fighters;
      for (const { x, y } of match.fighters) {
        if (!(Math.abs(x) <= EDGE) || !(y >= 0 && y < 400)) throw new Error(`at ${x}, ${y}`);
      }
      const gap = Math.abs(a.x - b.x);
      if (a.y === 0 && b.y === 0 && gap < 2 * HALF - 0.01) throw new Error(`${gap} apart`);
      if (gap > APART + 0.01) throw new Error(`${gap} apart`);
      if (match.stage === 'over') {
        match = fighting();
      }
      if (n % 600 !== 599 || match.stage !== 'fight') continue;
      const rest = structuredClone(match);
      for (let m = 0; m < 150; m += 1) step(rest, [NOTHING, NOTHING]);
      const acts = rest.fighters.map((fighter) => fighter.act);
      if (rest.stage === 'fight') expect(acts).toEqual(['stand', 'stand']);
    }
  });

  it('two who do the same, each from its side, stay the same', () => {
    const any = anyInputs(4);
    let input = NOTHING;
    for (let n = 0; n < 6_000 && match.stage !== 'over'; n += 1) {
      input = n % 9 === 0 ? any() : { ...input, press: null };
      step(match, [input, { ...input, left: input.right, right: input.left }]);
      const [a, b] = match.fighters;
      expect([b.act, b.health, b.wins]).toEqual([a.act, a.health, a.wins]);
      expect(b.x).toBeCloseTo(-a.x, 6);
      expect(b.y).toBe(a.y);
    }
  });
});
