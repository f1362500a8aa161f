import { expect, test } from 'vitest';
import { bandsOf, paintColumn, shadesOf } from './spectrogram';

test('rows go from high to low, without a gap, and stay within the spectrum', () => {
  const bands = bandsOf(96, 1024, 48_000);
  expect(bands).toHaveLength(96);
  expect(bands[0]![1]).toBe(512); // 12 kHz of 24
  expect(bands.at(-1)![0]).toBe(3); // 60 Hz
  for (const [from, to] of bands) expect(to).toBeGreaterThan(from);
  for (let row = 1; row < 40; row++) expect(bands[row]![1]).toBe(bands[row - 1]![0]);
  expect(bandsOf(96, 1024, 8000)[0]![1]).toBe(1024);
});

test('shades go from the first colour through the others to the last', () => {
  const shades = shadesOf(['#000000', '#ff0000', '#ffffff']);
  expect([...shades.slice(0, 3)]).toEqual([0, 0, 0]);
  expect([...shades.slice(-3)]).toEqual([255, 255, 255]);
  expect([...shades.slice(127 * 3, 127 * 3 + 3)]).toEqual([254, 0, 0]);
});

test('a column shows the loudest of each band', () => {
  const shades = shadesOf(['#000000', '#ffffff']);
  const column = { data: new Uint8ClampedArray(8) };
  const decibels = Float32Array.from([-200, -10, -Infinity, -Infinity]);
  paintColumn(column as never, decibels, [[2, 4], [0, 2]], shades);
  expect([...column.data]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
});
