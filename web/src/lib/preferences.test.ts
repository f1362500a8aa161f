import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_RATE } from './protocol';

const load = () => import('./preferences.svelte');

async function fresh() {
  vi.resetModules();
  return (await load()).preferences;
}

beforeEach(() => localStorage.clear());

test('what was chosen is remembered', async () => {
  const first = await fresh();
  expect(first.rate).toBe(DEFAULT_RATE);
  first.rate = 5;
  first.countdown = 3;
  first.actionSeconds = 2.5;
  first.mirrored = false;
  first.skeleton = false;
  flushSync();
  const second = await fresh();
  expect([second.rate, second.countdown, second.mirrored]).toEqual([5, 3, false]);
  expect([second.skeleton, second.actionSeconds]).toEqual([false, 2.5]);
});

test.each(['no JSON', 'null', '{"rate": 1000, "countdown": 4, "seconds": "x", "actionSeconds": 0}'])(
  'what makes no sense is passed over: %s',
  async (saved) => {
    localStorage.setItem('understudy', saved);
    const { rate, countdown, seconds, actionSeconds, camera, skeleton } = await fresh();
    expect([rate, countdown, seconds, camera]).toEqual([DEFAULT_RATE, 0, 3, true]);
    expect([skeleton, actionSeconds]).toEqual([true, 1.5]);
  },
);

test('skeletons are drawn where there are some, and only if that is wanted', async () => {
  const preferences = await fresh();
  const { drawnSubject } = await load();
  const drawn = () => [undefined, 'anything' as const, 'body' as const].map(drawnSubject);
  expect(drawn()).toEqual([undefined, undefined, 'body']);
  preferences.skeleton = false;
  expect(drawn()).toEqual([undefined, undefined, undefined]);
});
