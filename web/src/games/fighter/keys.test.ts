import { expect, it } from 'vitest';
import { FIGHTING } from '../moves';
import { commandOf, KEY_NAMES, readKey } from './keys';

function pressed(code: string, on = 'div', more: KeyboardEventInit = {}): unknown {
  const element = document.body.appendChild(document.createElement(on));
  let read: unknown = null;
  element.addEventListener('keydown', (event) => (read = readKey(event)));
  element.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, ...more }));
  element.remove();
  return read;
}

it.each([
  ['KeyA', 0, 'left'],
  ['KeyD', 0, 'right'],
  ['KeyW', 0, 'jump'],
  ['KeyS', 0, 'crouch'],
  ['KeyF', 0, 'punch'],
  ['KeyG', 0, 'kick'],
  ['KeyH', 0, 'block'],
  ['ArrowLeft', 1, 'left'],
  ['ArrowUp', 1, 'jump'],
  ['Comma', 1, 'punch'],
  ['Period', 1, 'kick'],
  ['Slash', 1, 'block'],
] as const)('%s is for half %i of the keyboard: %s', (code, half, command) => {
  expect(pressed(code)).toEqual({ half, command });
  expect(commandOf(code)).toEqual({ half, command });
});

it('pauses once, however long the key is held', () => {
  expect(pressed('KeyP')).toBe('toggle');
  expect(pressed('Space')).toBe('toggle');
  expect(pressed('Space', 'div', { repeat: true })).toBeNull();
});

it('leaves keys to whatever needs them', () => {
  expect(pressed('Space', 'button')).toBeNull();
  expect(pressed('KeyA', 'input')).toBeNull();
  expect(pressed('KeyS', 'div', { ctrlKey: true })).toBeNull();
  expect(pressed('KeyX')).toBeNull();
});

it('every move has its keys', () => {
  expect(FIGHTING.map((move) => move.id).sort()).toEqual(Object.keys(KEY_NAMES).sort());
});
