import { expect, test } from 'vitest';
import type { TakeView } from '../../../lib/protocol';
import { groupTakes, onlyThese } from './groups';

const NOW = new Date('2026-11-20T21:00:00').getTime() / 1000;

function take(id: string, over: Partial<TakeView> = {}): TakeView {
  return {
    id,
    class_id: 'a',
    source: 'camera',
    name: null,
    started: NOW - 3600,
    examples: [`${id}-0`, `${id}-1`],
    merged: [],
    unseen: [],
    duration: null,
    marks: [],
    trim: null,
    strip: null,
    ...over,
  };
}

const titles = (takes: TakeView[]) => groupTakes(takes, NOW).map((group) => group.title);

test('takes are named by when they were, or by their file', () => {
  expect(
    titles([
      take('a'),
      take('b', { source: 'video', name: 'clip.mp4' }),
      take('c', { source: 'correction' }),
    ]),
  ).toEqual(['20:00', 'clip.mp4', 'Put right while watching, 20:00']);
});

test('photos that came alone stand together, until another take comes', () => {
  const photo = (id: string) => take(id, { source: 'photo', name: `${id}.jpg`, examples: [id] });
  const groups = groupTakes([photo('a'), photo('b'), take('t'), photo('c')], NOW);
  expect(groups.map(({ title, examples }) => [title, examples.length])).toEqual([
    ['Photos', 2],
    ['20:00', 2],
    ['c.jpg', 1],
  ]);
  expect(groups[0]!.takes.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('photos that count as one take are a group, which can be split', () => {
  const together = { source: 'photo', examples: ['x', 'y', 'z'], merged: ['x', 'y', 'z'] };
  const [group] = groupTakes([take('x', together)], NOW);
  expect([group!.title, group!.merged]).toEqual(['3 photos taken together', 3]);
});

test('some examples alone leave out the groups without them, and say which are cut', () => {
  const groups = groupTakes([take('a'), take('b'), take('c')], NOW);
  const some = onlyThese(groups, new Set(['a-1', 'c-0', 'c-1']));
  expect(some.map(({ id, examples, partly }) => [id, examples, partly])).toEqual([
    ['a', ['a-1'], true],
    ['c', ['c-0', 'c-1'], false],
  ]);
});
