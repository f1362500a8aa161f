import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Answers } from './answers.svelte';
import type { Answer } from './protocol';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answer = () => ({ captured: performance.now() - 25 }) as Answer;

test('the newest answer is kept with its rate, until none comes for a second', () => {
  const answers = new Answers();
  for (let n = 0; n < 5; n += 1) {
    vi.advanceTimersByTime(100);
    answers.add(answer());
  }
  expect([answers.newest !== null, answers.fps, answers.latency]).toEqual([true, 10, 25]);
  vi.advanceTimersByTime(999);
  expect(answers.newest).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect([answers.newest, answers.fps, answers.latency]).toEqual([null, 0, 0]);
});

test('after a break the rate begins anew', () => {
  const answers = new Answers();
  answers.add(answer());
  vi.advanceTimersByTime(500);
  answers.forget();
  answers.add(answer());
  expect(answers.fps).toBe(1);
  expect(vi.getTimerCount()).toBe(1);
});
