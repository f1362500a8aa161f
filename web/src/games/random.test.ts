import { expect, it } from 'vitest';
import { nextRandom } from './random';

function draw(seed: number, count: number): number[] {
  const values: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const drawn = nextRandom(seed);
    values.push(drawn.value);
    seed = drawn.seed;
  }
  return values;
}

it('the same seed gives the same numbers, another seed others', () => {
  expect(draw(4, 10)).toEqual(draw(4, 10));
  expect(draw(4, 10)).not.toEqual(draw(5, 10));
});

it('numbers are spread evenly from 0 to 1', () => {
  const counts = new Array<number>(4).fill(0);
  for (const value of draw(-1, 4000)) {
    const quarter = Math.floor(4 * value);
    counts[quarter] = (counts[quarter] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
