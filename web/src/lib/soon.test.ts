import { expect, test, vi } from 'vitest';
import { Soon } from './soon';

test('asked often, it is done once, and again when asked again', () => {
  vi.useFakeTimers();
  const run = vi.fn();
  const soon = new Soon(100, run);
  soon.ask();
  soon.ask();
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledTimes(1);
  soon.ask();
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledTimes(2);
  soon.ask();
  soon.cancel();
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
