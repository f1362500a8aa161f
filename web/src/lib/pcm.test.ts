import { expect, test } from 'vitest';
import { blockLength, Packer, toInt16 } from './pcm';

test.each([
  [0, 0],
  [0.5 / 32768, 1],
  [0.4 / 32768, 0],
  [1, 32767],
  [7, 32767],
  [-1, -32768],
  [-7, -32768],
])('%f is stored as %i', (sample, stored) => {
  expect(toInt16(sample)).toBe(stored);
});

test.each([8000, 16_000, 44_100, 48_000, 96_000, 192_000])(
  'at %i Hz a block is whole quanta of 20 to 40 ms',
  (rate) => {
    expect(blockLength(rate) % 128).toBe(0);
    expect(blockLength(rate) / rate).toBeGreaterThanOrEqual(0.02);
    expect(blockLength(rate) / rate).toBeLessThanOrEqual(0.04);
  },
);

test('blocks follow on each other without a gap, and are not written to again', () => {
  const packer = new Packer(4);
  const blocks: Int16Array[] = [];
  const samples = Float32Array.from({ length: 10 }, (_, n) => n / 32768);
  packer.add(samples.subarray(0, 3), (block) => blocks.push(block));
  packer.add(samples.subarray(3), (block) => blocks.push(block));
  expect(blocks.map((block) => [...block])).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]);
});
