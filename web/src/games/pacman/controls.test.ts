import { describe, expect, it } from 'vitest';
import { readKey, Swipe } from './controls';

function press(code: string, on = 'div', more: KeyboardEventInit = {}): ReturnType<typeof readKey> {
  const element = document.body.appendChild(document.createElement(on));
  let read: ReturnType<typeof readKey> = null;
  element.addEventListener('keydown', (event) => (read = readKey(event)));
  element.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, ...more }));
  element.remove();
  return read;
}

describe('keys', () => {
  it.each([
    ['ArrowUp', 'up'],
    ['KeyW', 'up'],
    ['ArrowLeft', 'left'],
    ['KeyA', 'left'],
    ['ArrowDown', 'down'],
    ['KeyS', 'down'],
    ['ArrowRight', 'right'],
    ['KeyD', 'right'],
    ['Space', 'toggle'],
    ['KeyP', 'toggle'],
    ['KeyX', null],
  ])('%s means %s', (code, meant) => {
    expect(press(code)).toBe(meant);
  });

  it('belong to a field that has the focus, and to buttons as far as they press them', () => {
    expect(press('ArrowUp', 'select')).toBeNull();
    expect(press('KeyA', 'input')).toBeNull();
    expect(press('Space', 'button')).toBeNull();
    expect(press('ArrowUp', 'button')).toBe('up');
  });

  it('with Ctrl belong to the browser', () => {
    expect(press('KeyS', 'div', { ctrlKey: true })).toBeNull();
  });

  it('pause once, however long they are held', () => {
    expect(press('Space', 'div', { repeat: true })).toBeNull();
  });
});

describe('a swipe', () => {
  it('says a direction once the finger has moved far enough', () => {
    const swipe = new Swipe();
    expect(swipe.move(500, 500)).toBeNull();
    swipe.begin(100, 100);
    expect(swipe.move(110, 105)).toBeNull();
    expect(swipe.move(130, 105)).toBe('right');
  });

  it('may turn without lifting the finger', () => {
    const swipe = new Swipe();
    swipe.begin(100, 100);
    expect(swipe.move(60, 100)).toBe('left');
    expect(swipe.move(62, 60)).toBe('up');
    expect(swipe.move(62, 110)).toBe('down');
    swipe.end();
    expect(swipe.move(0, 0)).toBeNull();
  });
});
