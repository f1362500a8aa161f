import { describe, expect, it } from 'vitest';
import type { ClassView } from '../lib/protocol';
import { assign, classFor, currentMapping, namesOf, suggestMapping } from './mapping';
import { FIGHTING, FLYING, FOUR_WAYS as moves, TWO_WAYS } from './moves';

function classes(...names: string[]): ClassView[] {
  return names.map((name, n) => ({
    id: `c${n}`,
    name,
    color: '#0c6b70',
    role: name === 'nothing' ? 'background' : 'class',
    count: 10,
    takes: 2,
    cover: null,
    mixed: false,
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

  it.each([
    [['Left', 'Right', 'Noise'], { c0: 'left', c1: 'right' }],
    [['right', 'hum', 'left'], { c0: 'right', c2: 'left' }],
    [['snap', 'whistle'], { c0: 'left', c1: 'right' }],
    [['Noise', 'snap', 'whistle'], { c1: 'left', c2: 'right' }],
  ])('moves a slider by %j', (names, mapping) => {
    expect(suggestMapping(classes(...names), TWO_WAYS)).toEqual(mapping);
  });

  it.each([
    [['noise', 'flip', 'land', 'take off'], { c1: 'flip', c2: 'land', c3: 'takeoff' }],
    [['up', 'down', 'clap'], { c0: 'takeoff', c1: 'land', c2: 'flip' }],
  ])('flies by %j', (names, mapping) => {
    expect(suggestMapping(classes(...names), FLYING)).toEqual(mapping);
  });

  it.each([
    [
      ['upper punch left', 'upper punch right', 'kick left', 'kick right'],
      ['punch', 'uppercut', 'kick', 'sweep'],
    ],
    [
      ['walk left', 'walk right', 'squat', 'none', 'standing'],
      ['left', 'right', 'crouch'],
    ],
    [
      ['Schlag rechts', 'Tritt', 'Hocke', 'zurück', 'Deckung'],
      ['uppercut', 'kick', 'crouch', 'left', 'block'],
    ],
    [
      ['poing', 'saut', 'garde', 'droite', 'low kick'],
      ['punch', 'jump', 'block', 'right', 'sweep'],
    ],
    [['punch', 'kick', 'other'], ['punch', 'kick']],
    [['rock', 'paper'], ['punch', 'kick']],
  ])('fights by %j', (names, meant) => {
    const entries = meant.map((move, n) => [`c${n}`, move]);
    expect(suggestMapping(classes(...names), FIGHTING)).toEqual(Object.fromEntries(entries));
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

it('names what to say for each move', () => {
  const mapping = { c0: 'up', c2: 'left' };
  expect(namesOf(mapping, classes('snap', 'clap', 'whistle'))).toEqual({
    up: 'snap',
    left: 'whistle',
  });
});
