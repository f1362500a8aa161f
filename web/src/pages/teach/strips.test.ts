import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { TakeView } from '../../lib/protocol';
import { Strips } from './strips.svelte';

afterEach(() => vi.restoreAllMocks());

const take = (id: string) => ({ id, duration: 1 }) as TakeView;
const settled = () => new Promise((resolve) => setTimeout(resolve));
const sound = (peak: number) => ({
  classId: 'a',
  take: 'new',
  samples: Int16Array.of(0, peak, 0),
  rate: 3,
});

test('while it is recorded a take is shown by how loud it was', () => {
  const strips = new Strips('p', 'a');
  strips.add(sound(0));
  strips.add(sound(-32768));
  expect(strips.levels).toEqual([0, 1]);
  expect(strips.seconds).toBe(2);
});

test('and then as the server draws it, once that has it', async () => {
  const strips = new Strips('p', 'a');
  strips.add(sound(9));
  const takes = vi.spyOn(api, 'takes').mockResolvedValueOnce([take('old')]);
  strips.load();
  await settled();
  expect([strips.list.map(({ id }) => id), strips.levels.length]).toEqual([['old'], 1]);
  takes.mockResolvedValueOnce([take('new'), take('old')]);
  vi.useFakeTimers();
  strips.load();
  await vi.advanceTimersByTimeAsync(300);
  vi.useRealTimers();
  expect([strips.list.map(({ id }) => id), strips.levels]).toEqual([['new', 'old'], []]);
});

test('no more are shown than there is room for', async () => {
  const many = Array.from({ length: 30 }, (_, n) => take(String(n)));
  vi.spyOn(api, 'takes').mockResolvedValue(many);
  const strips = new Strips('p', 'a');
  strips.load();
  await settled();
  expect(strips.list).toHaveLength(8);
});
