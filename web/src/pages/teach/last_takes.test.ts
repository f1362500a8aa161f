import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { TakeView } from '../../lib/protocol';
import { LastTakes } from './last_takes.svelte';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const take = (id: string) => ({ id }) as TakeView;
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a take begins once, however much is recorded of it', () => {
  const takes = new LastTakes('p', 'a');
  expect(['new', 'new', 'newer'].map((id) => takes.making(id))).toEqual([true, false, true]);
  expect(takes.own).toBe('newer');
});

test('it is shown as made here until the server has it', async () => {
  const takes = new LastTakes('p', 'a');
  takes.making('new');
  const asked = vi.spyOn(api, 'takes').mockResolvedValueOnce([take('old')]);
  takes.load();
  await settled();
  expect([takes.list.map(({ id }) => id), takes.own]).toEqual([['old'], 'new']);
  asked.mockResolvedValueOnce([take('new'), take('old')]);
  vi.useFakeTimers();
  takes.load();
  await vi.advanceTimersByTimeAsync(300);
  expect([takes.list.map(({ id }) => id), takes.own]).toEqual([['new', 'old'], null]);
});

test('no more are shown than there is room for', async () => {
  const many = Array.from({ length: 30 }, (_, n) => take(String(n)));
  vi.spyOn(api, 'takes').mockResolvedValue(many);
  const takes = new LastTakes('p', 'a');
  takes.load();
  await settled();
  expect(takes.list).toHaveLength(8);
});
