import { expect, test } from 'vitest';
import { isTyping, undoKey } from './keys';

const press = (key: string, init: KeyboardEventInit = {}) =>
  undoKey(new KeyboardEvent('keydown', { key, ...init }));

test('keys for undo and redo, as on each system', () => {
  expect(press('z', { ctrlKey: true })).toBe('undo');
  expect(press('z', { metaKey: true })).toBe('undo');
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
  expect(press('y', { ctrlKey: true })).toBe('redo');
  expect(press('z')).toBeNull();
  expect(press('a', { ctrlKey: true })).toBeNull();
});

test('in a text field, undo belongs to the text', () => {
  const input = document.createElement('input');
  let asked: unknown = 'not called';
  input.addEventListener('keydown', (event) => (asked = undoKey(event)));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }));
  expect(asked).toBeNull();
});

test('what is typed is text in fields, not on buttons and sliders', () => {
  const slider = Object.assign(document.createElement('input'), { type: 'range' });
  expect(isTyping(document.createElement('input'))).toBe(true);
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(slider)).toBe(false);
  expect(isTyping(document.createElement('button'))).toBe(false);
  expect(isTyping(null)).toBe(false);
});
