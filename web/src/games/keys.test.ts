import { expect, it } from 'vitest';
import { isTaken } from './keys';

function taken(code: string, on: string, more: KeyboardEventInit = {}): boolean | null {
  const [name, type] = on.split(' ');
  const element = document.body.appendChild(document.createElement(name!));
  if (type) element.setAttribute('type', type);
  let answer: boolean | null = null;
  element.addEventListener('keydown', (event) => (answer = isTaken(event)));
  element.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, ...more }));
  element.remove();
  return answer;
}

it.each([
  ['KeyT', 'div', false],
  ['ArrowLeft', 'button', false],
  ['Space', 'button', true],
  ['Enter', 'a', true],
  ['ArrowLeft', 'select', true],
  ['KeyT', 'textarea', true],
  ['KeyT', 'input text', true],
  ['ArrowLeft', 'input range', true],
  ['KeyT', 'input checkbox', false],
  ['Space', 'input checkbox', true],
  ['KeyT', 'input radio', false],
  ['ArrowLeft', 'input radio', true],
])('%s on a %s: %s', (code, on, answer) => {
  expect(taken(code, on)).toBe(answer);
});

it('keys with Ctrl belong to the browser', () => {
  expect(taken('KeyL', 'div', { ctrlKey: true })).toBe(true);
});
