import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from './later';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('later', () => {
  it('makes the last of many calls, after a pause', () => {
    const call = vi.fn();
    const wait = later(call, 300);
    wait(1);
    vi.advanceTimersByTime(200);
    wait(2);
    vi.advanceTimersByTime(299);
    expect(call).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(call).toHaveBeenCalledExactlyOnceWith(2);
  });

  it('does not lose a call that still waits', () => {
    const call = vi.fn();
    const wait = later(call, 300);
    wait(1);
    wait.now();
    wait.now();
    vi.runAllTimers();
    expect(call).toHaveBeenCalledExactlyOnceWith(1);
  });
});
