import { expect, test } from 'vitest';
import { Meter } from './meter';

test('answers of the last second are counted, and how late they were in the middle', () => {
  const meter = new Meter();
  expect([meter.fps, meter.latency]).toEqual([0, 0]);
  for (let n = 0; n < 60; n++) meter.add(n * 50, n * 50 - (n % 2 ? 20 : 40));
  expect(meter.fps).toBe(20);
  meter.add(2960, 2930);
  expect(meter.latency).toBe(30);
});

test('after a pause it starts again', () => {
  const meter = new Meter();
  meter.add(0, 0);
  meter.add(5000, 4990);
  expect([meter.fps, meter.latency]).toEqual([1, 10]);
});

test('the rate is right before a whole second has passed', () => {
  const meter = new Meter();
  for (let n = 0; n < 5; n++) meter.add(n * 40, n * 40);
  expect(meter.fps).toBe(25);
});
