import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { ClassView, TakeView } from '../../lib/protocol';
import { another } from './examples';

afterEach(() => vi.restoreAllMocks());

const classes = [
  { id: 'empty', count: 0 },
  { id: 'left', count: 3 },
] as ClassView[];
const strip = { frames: 12, aspect: 1.5 };

function takes(...examples: string[][]) {
  const views = examples.map((ids) => ({ examples: ids, strip }));
  return vi.spyOn(api, 'takes').mockResolvedValue(views as unknown as TakeView[]);
}

test('it is of a class that has some, with what its strip is made of', async () => {
  const asked = takes(['a'], [], ['b', 'c']);
  const last = await another('p', classes, undefined, () => 0.99);
  expect(last).toEqual({ example: 'c', strip });
  expect(asked).toHaveBeenCalledExactlyOnceWith('p', 'left');
});

test('it is another one than before, unless there is no other', async () => {
  takes(['a', 'b']);
  for (const random of [0, 0.5, 0.99]) {
    expect((await another('p', classes, 'a', () => random))?.example).toBe('b');
  }
  takes(['a']);
  expect((await another('p', classes, 'a'))?.example).toBe('a');
});

test('where there is none there is none', async () => {
  const asked = takes();
  expect(await another('p', classes.slice(0, 1), undefined)).toBeNull();
  expect(asked).not.toHaveBeenCalled();
  expect(await another('p', classes, undefined)).toBeNull();
});
