import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Controls } from './controls.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what was chosen holds while it is on its way, and the last choice is saved', async () => {
  let saved = 1;
  const send = vi.fn((next: number) => {
    saved = next;
    return Promise.resolve();
  });
  const controls = new Controls(() => saved, send);
  controls.change(2);
  controls.change(3);
  expect(controls.value).toBe(3);
  expect(send).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(send).toHaveBeenCalledExactlyOnceWith(3);
  saved = 4; // from another tab
  expect(controls.value).toBe(4);
});

test('when it can not be saved, what is there is shown again', async () => {
  const controls = new Controls(
    () => 1,
    () => Promise.reject(new Error('No.')),
  );
  controls.change(2);
  controls.save();
  await vi.advanceTimersByTimeAsync(0);
  expect(controls.value).toBe(1);
});
