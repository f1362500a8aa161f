import { describe, expect, it } from 'vitest';
import { StepClock } from './clock';

function stepsIn(seconds: number, drawingsPerSecond: number): number {
  const clock = new StepClock();
  let steps = clock.due(0);
  for (let n = 1; n <= seconds * drawingsPerSecond; n += 1) {
    steps += clock.due((n * 1000) / drawingsPerSecond);
  }
  return steps;
}

describe('the clock', () => {
  it.each([20, 30, 60, 75, 144])('makes 60 steps a second at %i drawings a second', (rate) => {
    expect(Math.abs(stepsIn(10, rate) - 600)).toBeLessThanOrEqual(1);
  });

  it('makes exactly one step a drawing on a 60 Hz screen', () => {
    const clock = new StepClock();
    clock.due(0);
    const steps = Array.from({ length: 600 }, (_, n) => clock.due(((n + 1) * 1000) / 60));
    expect(new Set(steps)).toEqual(new Set([1]));
  });

  it('drops time after a long gap, and never runs backwards', () => {
    const clock = new StepClock();
    clock.due(0);
    expect(clock.due(60_000)).toBeLessThanOrEqual(6);
    expect(clock.due(1_000)).toBe(0);
  });
});
