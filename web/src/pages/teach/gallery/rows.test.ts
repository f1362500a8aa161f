import { expect, test } from 'vitest';
import type { Group } from './groups';
import { GAP, gridOf, HEADER_HEIGHT, layRows, rowOf, visibleRows } from './rows';

const group = (id: string, count: number): Group => ({
  id,
  title: id,
  examples: Array.from({ length: count }, (_, n) => `${id}-${n}`),
  takes: [],
  merged: 0,
  partly: false,
});
const GRID = { columns: 4, width: 112, height: 84 };
const LINE = GRID.height + GAP;

test('thumbnails fill the width, at least two beside each other', () => {
  const { columns, width } = gridOf(820);
  expect(columns * width + (columns - 1) * GAP).toBeLessThanOrEqual(820);
  expect((columns + 1) * 112 + columns * GAP).toBeGreaterThan(820);
  expect(gridOf(100).columns).toBe(2);
});

test('each group has a header and rows of thumbnails', () => {
  const { rows, height } = layRows([group('a', 5), group('b', 4)], GRID);
  expect(rows.map((row) => [row.kind, row.first, row.examples.length, row.top])).toEqual([
    ['header', 0, 0, 0],
    ['examples', 0, 4, HEADER_HEIGHT],
    ['examples', 4, 1, HEADER_HEIGHT + LINE],
    ['header', 5, 0, HEADER_HEIGHT + 2 * LINE],
    ['examples', 5, 4, 2 * HEADER_HEIGHT + 2 * LINE],
  ]);
  expect(height).toBe(2 * HEADER_HEIGHT + 3 * LINE);
});

test.each([
  ['one take of 10,000', [group('a', 10_000)]],
  ['10,000 takes of one', Array.from({ length: 10_000 }, (_, n) => group(`t${n}`, 1))],
])('of %s only what is seen is drawn, wherever one is', (_, groups) => {
  const { rows, height } = layRows(groups, GRID);
  for (const top of [-400, 0, 5000, height / 2, height - 700, height]) {
    const bottom = top + 700;
    const seen = visibleRows(rows, top, bottom);
    expect(seen.length).toBeLessThan(20);
    const first = rows.find((row) => row.top + row.height > Math.max(0, top));
    expect(seen).toContain(first ?? rows.at(-1));
    if (bottom < height) expect(seen.at(-1)!.top + seen.at(-1)!.height).toBeGreaterThan(bottom);
  }
});

test('the row of an example is found', () => {
  const { rows } = layRows([group('a', 5), group('b', 1), group('c', 9)], GRID);
  for (let index = 0; index < 15; index++) {
    const row = rowOf(rows, index)!;
    expect(index - row.first).toBeGreaterThanOrEqual(0);
    expect(index - row.first).toBeLessThan(row.examples.length);
  }
  expect(rowOf(rows, 15)).toBeUndefined();
  expect(rowOf(rows, -1)).toBeUndefined();
});

test('a gallery without examples has no rows', () => {
  expect(visibleRows(layRows([], GRID).rows, 0, 700)).toEqual([]);
});
