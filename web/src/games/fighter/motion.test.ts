import { beforeEach, describe, expect, it } from 'vitest';
import { fighting, hold, names, place, press, run } from '../../../testing/fighter_match';
import { HALF } from './boxes';
import {
  APART,
  BACKWARD,
  EDGE,
  face,
  FORWARD,
  jump,
  keepTogether,
  move,
  separate,
  STAGE,
} from './motion';
import { newFighter, type Act, type Fighter, type Happening, type Match } from './state';

let match: Match;
beforeEach(() => {
  match = fighting(-200, 200);
});

function at(x: number, change: Partial<Fighter> = {}): Fighter {
  return { ...newFighter(0), x, ...change };
}

describe('a jump', () => {
  it('is an arc, and lands where it began', () => {
    const [fighter] = match.fighters;
    const { x } = fighter;
    const heights: number[] = [];
    run(match, 1, press('jump'));
    while (fighter.y > 0) {
      heights.push(fighter.y);
      run(match, 1);
    }
    expect([fighter.x, fighter.y]).toEqual([x, 0]);
    const top = Math.max(...heights);
    expect(top).toBeGreaterThan(130);
    const highest = heights.indexOf(top);
    const rises = heights.slice(1).map((y, n) => y > (heights[n] ?? 0));
    expect(rises).toEqual(rises.map((_, n) => n < highest));
    expect(highest / heights.length).toBeCloseTo(0.5, 1);
    expect(heights.length / 60).toBeLessThan(0.8);
    run(match, 10);
    expect(fighter.act).toBe('stand');
  });

  it.each([-1, 0, 1] as const)('goes the way it is told, and no further once landed: %i', (way) => {
    const fighter = at(0);
    const happened: Happening[] = [];
    jump(fighter, way);
    expect(fighter.act).toBe('jump');
    for (let n = 0; n < 60; n += 1) move(fighter, 0, happened);
    expect(Math.sign(fighter.x)).toBe(way);
    expect(Math.abs(fighter.x)).toBeLessThan(300);
    expect([fighter.act, fighter.y, fighter.vx, fighter.vy]).toEqual(['land', 0, 0, 0]);
    expect(happened).toEqual([{ what: 'land', side: 0, x: fighter.x, y: 0, strength: 0 }]);
  });

  it('goes over the other, and both turn round', () => {
    place(match, -70, 20);
    run(match, 70, hold({ press: 'jump', right: true }));
    const [a, b] = match.fighters;
    expect(a.x).toBeGreaterThan(b.x);
    expect([a.facing, b.facing]).toEqual([-1, 1]);
  });

  it('ends a blow that is still out, and a fall ends on the floor', () => {
    const striking = at(0, { y: 3, vy: -9, act: 'attack', blow: 'airKick' });
    const falling = at(0, { y: 3, vy: -9, act: 'fall' });
    const happened: Happening[] = [];
    move(striking, 0, happened);
    move(falling, 1, happened);
    expect([striking.act, striking.blow]).toEqual(['land', null]);
    expect(falling.act).toBe('lie');
    expect(names(happened)).toEqual(['land', 'thud']);
  });
});

describe('walking', () => {
  it('is slower backwards, and a crouch goes nowhere', () => {
    place(match, -100, 200);
    run(match, 30, hold({ right: true }), hold({ right: true }));
    const [a, b] = match.fighters;
    expect(a.x + 100).toBeCloseTo(30 * FORWARD);
    expect(b.x - 200).toBeCloseTo(30 * BACKWARD);
    expect(FORWARD).toBeGreaterThan(BACKWARD);
    const { x } = a;
    run(match, 30, hold({ right: true, down: true }));
    expect(a.x - x).toBeLessThan(30);
  });

  it('stops at the edge of the stage, which a fighter stands inside', () => {
    for (const way of [-1, 1]) {
      const fighter = at(way * (EDGE - 5), { act: 'walk', vx: way * FORWARD });
      for (let n = 0; n < 10; n += 1) move(fighter, 0, []);
      expect(fighter.x).toBe(way * EDGE);
    }
    expect(EDGE + HALF).toBe(STAGE);
  });

  it('is stopped by the other, and does not push it out of the stage', () => {
    place(match, EDGE - 200, EDGE);
    run(match, 120, hold({ right: true }));
    const [a, b] = match.fighters;
    expect(b.x).toBeLessThanOrEqual(EDGE);
    expect(b.x - a.x).toBeCloseTo(2 * HALF);
  });
});

it('a push slides out', () => {
  const fighter = at(0, { act: 'hurt', vx: 8 });
  const places = Array.from({ length: 80 }, () => {
    move(fighter, 0, []);
    return fighter.x;
  });
  expect(fighter.vx).toBe(0);
  expect(places.slice(-10)).toEqual(Array(10).fill(fighter.x));
  expect(fighter.x).toBeGreaterThan(40);
  expect(fighter.x).toBeLessThan(80);
});

describe('nobody stands in the other', () => {
  it('each gives half of the way', () => {
    const [a, b] = [at(10), at(50)];
    separate(a, b);
    expect([a.x, b.x]).toEqual([30 - HALF, 30 + HALF]);
    separate(a, b);
    expect([a.x, b.x]).toEqual([30 - HALF, 30 + HALF]);
  });

  it('and who came from the left stays left, at one place', () => {
    const [a, b] = [at(0, { facing: -1 }), at(0, { facing: 1 })];
    separate(a, b);
    expect([a.x, b.x]).toEqual([HALF, -HALF]);
  });

  it.each([-1, 1])('with an edge behind one, the other gives the whole of it: %i', (way) => {
    const [a, b] = [at(way * EDGE), at(way * (EDGE - 30))];
    separate(a, b);
    expect(a.x).toBe(way * EDGE);
    expect(b.x).toBeCloseTo(way * (EDGE - 2 * HALF));
  });

  it('in the air it slips off little by little, and high above it is free', () => {
    const [a, b] = [at(0, { y: 60 }), at(20)];
    separate(a, b);
    expect(b.x - a.x).toBeGreaterThan(20);
    expect(b.x - a.x).toBeLessThan(40);
    const [high, below] = [at(0, { y: 130 }), at(20)];
    separate(high, below);
    expect([high.x, below.x]).toEqual([0, 20]);
  });
});

describe('nobody walks out of the other’s sight', () => {
  it.each([
    ['who goes is held back', 0, 3, 0, APART],
    ['whichever it is', -3, 0, 20, APART + 20],
    ['both are, where both go', -3, 3, 10, APART + 10],
  ])('%s', (_, left, right, a, b) => {
    const [first, second] = [at(0, { vx: left }), at(APART + 20, { vx: right })];
    keepTogether(first, second);
    expect([first.x, second.x]).toEqual([a, b]);
  });

  it('and nobody is while they are near', () => {
    const [a, b] = [at(0, { vx: -3 }), at(APART - 1, { vx: 3 })];
    keepTogether(b, a);
    expect([a.x, b.x]).toEqual([0, APART - 1]);
  });
});

describe('a fighter turns to the other', () => {
  const turned = (act: Act): boolean => {
    const fighter = at(0, { act });
    face(fighter, at(-50));
    return fighter.facing === -1;
  };

  it.each(['stand', 'walk', 'crouch', 'guard', 'land', 'rise'] as const)('in this: %s', (act) => {
    expect(turned(act)).toBe(true);
  });

  it.each(['jump', 'attack', 'hurt', 'blocked', 'fall', 'lie'] as const)('not: %s', (act) => {
    expect(turned(act)).toBe(false);
  });
});
