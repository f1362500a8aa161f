import { describe, expect, it } from 'vitest';
import {
  bonusOf,
  frightenedSteps,
  ghostSpeed,
  isScatter,
  PACES,
  phaseSteps,
  playerSpeed,
  type Pace,
} from './levels';

const paces = Object.keys(PACES) as Pace[];
const levels = Array.from({ length: 30 }, (_, n) => n + 1);

describe.each(paces)('at the pace %s', (pace) => {
  it('lets the player outrun every ghost but its eyes', () => {
    for (const level of levels) {
      const player = playerSpeed(pace, level);
      expect(ghostSpeed(pace, level, 'walk')).toBeLessThan(player);
      expect(ghostSpeed(pace, level, 'frightened')).toBeLessThan(ghostSpeed(pace, level, 'walk'));
      expect(ghostSpeed(pace, level, 'tunnel')).toBeLessThan(ghostSpeed(pace, level, 'walk'));
      expect(ghostSpeed(pace, level, 'eyes')).toBeGreaterThan(player);
    }
  });

  it('gets quicker and less forgiving, up to a limit', () => {
    for (const level of levels.slice(1)) {
      expect(playerSpeed(pace, level)).toBeGreaterThanOrEqual(playerSpeed(pace, level - 1));
      expect(frightenedSteps(pace, level)).toBeLessThanOrEqual(frightenedSteps(pace, level - 1));
      expect(frightenedSteps(pace, level)).toBeGreaterThan(0);
    }
    expect(playerSpeed(pace, 30)).toBe(playerSpeed(pace, 20));
  });
});

it('scatters and chases by turns, and in the end only chases', () => {
  expect([0, 1, 2, 3].map(isScatter)).toEqual([true, false, true, false]);
  expect(phaseSteps(1, 0)).toBe(7 * 60);
  expect(phaseSteps(3, 0)).toBeLessThan(phaseSteps(1, 0));
  expect(phaseSteps(1, 7)).toBe(Infinity);
  expect(isScatter(7) || isScatter(8)).toBe(false);
});

it('offers a better bonus on each level until the best', () => {
  const points = levels.map((level) => bonusOf(level).points);
  expect(points.slice(0, 5)).toEqual([100, 300, 500, 700, 1000]);
  expect(new Set(points.slice(4))).toEqual(new Set([1000]));
});
