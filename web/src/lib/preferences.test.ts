import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_RATE } from './protocol';

async function fresh() {
  vi.resetModules();
  return (await import('./preferences.svelte')).preferences;
}

beforeEach(() => localStorage.clear());

test('what was chosen is remembered', async () => {
  const first = await fresh();
  expect(first.rate).toBe(DEFAULT_RATE);
  first.rate = 5;
  first.countdown = 3;
  first.mirrored = false;
  flushSync();
  const second = await fresh();
  expect([second.rate, second.countdown, second.mirrored]).toEqual([5, 3, false]);
});

test.each(['no JSON', 'null', '{"rate": 1000, "countdown": 4, "seconds": "x"}'])(
  'what makes no sense is passed over: %s',
  async (saved) => {
    localStorage.setItem('understudy', saved);
    const { rate, countdown, seconds, camera } = await fresh();
    expect([rate, countdown, seconds, camera]).toEqual([DEFAULT_RATE, 0, 3, true]);
  },
);
