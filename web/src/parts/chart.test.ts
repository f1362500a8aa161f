import { describe, expect, it } from 'vitest';
import { columns, highest, short, ticks } from './chart';

describe('ticks', () => {
  it('are round and reach the top', () => {
    expect(ticks(1.39, 4)).toEqual([0, 0.5, 1, 1.5]);
    expect(ticks(1, 4)).toEqual([0, 0.5, 1]);
    expect(ticks(930, 4)).toEqual([0, 500, 1000]);
    expect(ticks(0.003, 3)).toEqual([0, 0.001, 0.002, 0.003]);
  });

  it('are there for nothing, and for what ran away', () => {
    expect(ticks(0, 4)).toEqual([0, 1]);
    expect(ticks(Infinity, 4)).toEqual([0, 1]);
    expect(ticks(NaN, 4)).toEqual([0, 1]);
  });
});

describe('columns', () => {
  it('leave few points as they are', () => {
    expect(columns([1, 2], [4, 3], 2, 100)).toEqual([
      { x: 1, least: 4, mean: 4, most: 4 },
      { x: 2, least: 3, mean: 3, most: 3 },
    ]);
  });

  it('gather thousands of points, and keep their extremes', () => {
    const xs = Array.from({ length: 6000 }, (_, i) => i + 1);
    const ys = xs.map((x) => (x === 3000 ? 9 : x % 2));
    const found = columns(xs, ys, 6000, 200);
    expect(found.length).toBeLessThanOrEqual(201);
    expect(Math.max(...found.map((one) => one.most))).toBe(9);
    expect(found[0]?.mean).toBeCloseTo(0.5, 1);
  });

  it('leave out what is not finite', () => {
    expect(columns([1, 2, 3], [1, NaN, Infinity], 3, 10)).toHaveLength(1);
    expect(highest([1, Infinity, 2], 0)).toBe(2);
    expect(highest([], 0.1)).toBe(0.1);
  });
});

it('writes numbers shortly', () => {
  expect([1.38629, 0.00123, 12.345, 0, 1e-7, Infinity].map(short)).toEqual([
    '1.39',
    '0.0012',
    '12.3',
    '0',
    'under 0.0001',
    'infinity',
  ]);
});
