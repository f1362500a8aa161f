import { expect, it } from 'vitest';
import { readKey } from './keys';

function press(init: KeyboardEventInit, on = 'div', armed = false): ReturnType<typeof readKey> {
  const element = document.body.appendChild(document.createElement(on));
  let read: ReturnType<typeof readKey> = null;
  element.addEventListener('keydown', (event) => (read = readKey(event, armed)));
  element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  element.remove();
  return read;
}

it.each([
  [{ key: 't', code: 'KeyT' }, 'takeoff'],
  [{ key: 'L', code: 'KeyL' }, 'land'],
  [{ key: 'f', code: 'KeyF' }, 'flip'],
  [{ key: 'f', code: 'KeyF', repeat: true }, null],
  [{ key: 'x', code: 'KeyX' }, null],
  [{ key: ' ', code: 'Space' }, 'stop'],
  [{ key: 'Escape', code: 'Escape' }, 'stop'],
  [{ key: 'l', code: 'KeyL', ctrlKey: true }, null],
])('%j means %s', (init, meant) => {
  expect(press(init)).toBe(meant);
});

it('Space presses buttons and switches while nothing is armed, and stops everything else', () => {
  const space = { key: ' ', code: 'Space' };
  expect(press(space, 'button')).toBeNull();
  expect(press(space, 'input')).toBeNull();
  expect(press(space, 'button', true)).toBe('stop');
  expect(press(space, 'input', true)).toBe('stop');
  expect(press({ ...space, repeat: true }, 'select', true)).toBe('stop');
});

it('Escape stops wherever the focus is', () => {
  expect(press({ key: 'Escape' }, 'select')).toBe('stop');
  expect(press({ key: 't' }, 'select')).toBeNull();
});
