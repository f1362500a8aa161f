import { describe, expect, it } from 'vitest';
import type { ClassView } from '../lib/protocol';
import { assign, classFor, currentMapping, suggestMapping, toGameEvent } from './mapping';
import { GAMES } from './registry';

const { moves } = GAMES[0];

function classes(...names: string[]): ClassView[] {
  return names.map((name, n) => ({
    id: `c${n}`,
    name,
    color: '#0c6b70',
    role: name === 'nothing' ? 'background' : 'class',
    count: 10,
    takes: 2,
    cover: null,
  }));
}

describe('a suggested mapping', () => {
  it.each([
    [['right', 'left', 'down', 'up']],
    [['Rechts', 'Links', 'Ab', 'Auf']],
    [['→', '←', '↓', '↑']],
    [['point right', 'point left', 'thumb down', 'thumb up']],
    [['RIGHT!', 'left-hand', 'hand_down', 'Hand Up']],
  ])('goes by the names %j', (names) => {
    const mapping = suggestMapping(classes(...names), moves);
    expect(mapping).toEqual({ c0: 'right', c1: 'left', c2: 'down', c3: 'up' });
  });

  it('goes in order where names say nothing, and leaves out the background', () => {
    const mapping = suggestMapping(classes('rock', 'nothing', 'paper', 'scissors'), moves);
    expect(mapping).toEqual({ c0: 'up', c2: 'down', c3: 'left' });
  });

  it('fills up the moves that no name means', () => {
    const mapping = suggestMapping(classes('fist', 'up', 'palm', 'left', 'fifth'), moves);
    expect(mapping).toEqual({ c0: 'down', c1: 'up', c2: 'right', c3: 'left' });
  });

  it('takes "up or down" for neither', () => {
    expect(suggestMapping(classes('cat', 'up or down'), moves)).toEqual({ c0: 'up', c1: 'down' });
  });
});

describe('the current mapping', () => {
  it('is the saved one, less classes and moves that are gone', () => {
    const saved = { c1: 'up', gone: 'left', c0: 'fly' };
    expect(currentMapping(saved, classes('a', 'b'), moves)).toEqual({ c1: 'up' });
  });

  it('is a suggestion when none was saved', () => {
    expect(currentMapping(undefined, classes('down'), moves)).toEqual({ c0: 'down' });
    expect(currentMapping({}, classes('down'), moves)).toEqual({ c0: 'down' });
  });
});

describe('assigning', () => {
  const mapping = { a: 'up', b: 'down' };

  it('gives a move to another class', () => {
    expect(assign(mapping, 'up', 'c')).toEqual({ c: 'up', b: 'down' });
    expect(classFor(assign(mapping, 'up', 'c'), 'up')).toBe('c');
  });

  it('swaps two classes', () => {
    expect(assign(mapping, 'up', 'b')).toEqual({ b: 'up', a: 'down' });
  });

  it('takes a move away', () => {
    expect(assign(mapping, 'up', null)).toEqual({ b: 'down' });
  });

  it('changes nothing when it is so already', () => {
    expect(assign(mapping, 'up', 'a')).toEqual(mapping);
  });
});

it('a recognised class becomes a move; one without a move becomes nothing', () => {
  const fired = { class_id: 'a', kind: 'start', confidence: 0.9 } as const;
  expect(toGameEvent(fired, { a: 'up' })).toEqual({ move: 'up', kind: 'start' });
  expect(toGameEvent(fired, { b: 'up' })).toBeNull();
});
