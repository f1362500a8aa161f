import { beforeEach, expect, it } from 'vitest';
import { Sliding } from './sliding.svelte';

let now = 0;
let sliding: Sliding;

function seconds(n: number): number {
  let reached = 0;
  for (const end = now + n * 1000; now < end; now += 1000 / 60) reached += +sliding.tick(now);
  return reached;
}

beforeEach(() => {
  localStorage.clear();
  now = 0;
  sliding = new Sliding(() => 3);
  sliding.tick(0);
});

it('shows where the slider is and where it moves', () => {
  expect(sliding).toMatchObject({ value: 5, way: null, round: null });
  sliding.press('right');
  expect(sliding).toMatchObject({ value: 5.1, way: 'right' });
  seconds(1);
  sliding.release('right');
  expect(sliding.value).toBeCloseTo(6.1, 5);
  expect(sliding.way).toBeNull();
  sliding.put(2.34);
  expect(sliding.value).toBe(2.3);
});

it('counts marks and time, and remembers the quickest round', () => {
  sliding.startRound();
  while (!sliding.round!.over) {
    sliding.put(sliding.round!.mark);
    expect(sliding.near).toBe(true);
    expect(seconds(1.1)).toBe(1);
  }
  expect(sliding.round!.reached).toBe(5);
  const first = sliding.round!.seconds;
  expect(first).toBeGreaterThan(4.9);
  expect(sliding.best).toBe(first);
  sliding.startRound();
  seconds(2);
  expect(sliding.round).toMatchObject({ reached: 0, over: false });
  expect(new Sliding(() => 1).best).toBe(first);
  sliding.endRound();
  expect(sliding.round).toBeNull();
});
