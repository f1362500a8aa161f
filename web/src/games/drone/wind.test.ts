import { expect, it } from 'vitest';
import { blow, type Wind } from './wind';

function speeds(seed: number): number[] {
  const wind: Wind = { speed: 0, seed };
  return Array.from({ length: 60 * 120 }, () => {
    blow(wind);
    return wind.speed;
  });
}

it('blows gently, both ways', () => {
  const all = speeds(1);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const size = Math.sqrt(all.reduce((sum, one) => sum + one * one, 0) / all.length);
  expect(Math.abs(mean)).toBeLessThan(0.2);
  expect(size).toBeGreaterThan(0.2);
  expect(size).toBeLessThan(0.5);
  expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(1);
});

it('never jumps, and is the same for the same seed', () => {
  const all = speeds(2);
  for (let n = 1; n < all.length; n += 1) expect(Math.abs(all[n]! - all[n - 1]!)).toBeLessThan(0.1);
  expect(speeds(2)).toEqual(all);
  expect(speeds(3)).not.toEqual(all);
});
