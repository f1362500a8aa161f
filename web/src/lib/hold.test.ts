import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdable, holdDigits } from './hold';
import { isTyping } from './keys';

let log: string[];
let end: () => void;

beforeEach(() => {
  log = [];
  document.body.innerHTML = '<button>Hold</button><input />';
});

afterEach(() => end());

describe('a button that is held', () => {
  let button: HTMLButtonElement;

  beforeEach(() => {
    button = document.querySelector('button')!;
    end = holdable({ start: () => log.push('start'), stop: () => log.push('stop') })(button);
  });

  const pointer = (type: string, pointerId = 1, button_ = 0) =>
    button.dispatchEvent(new PointerEvent(type, { pointerId, button: button_, bubbles: true }));
  const key = (type: string, value: string, repeat = false) => {
    const event = new KeyboardEvent(type, { key: value, repeat, cancelable: true, bubbles: true });
    button.dispatchEvent(event);
    return event;
  };

  test('starts when pressed and stops when let go', () => {
    pointer('pointerdown');
    expect(log).toEqual(['start']);
    pointer('pointerup');
    expect(log).toEqual(['start', 'stop']);
  });

  test.each(['pointercancel', 'lostpointercapture'])('stops upon %s, once', (type) => {
    pointer('pointerdown');
    pointer(type);
    pointer('pointerup');
    expect(log).toEqual(['start', 'stop']);
  });

  test('ignores other buttons of the mouse and other fingers', () => {
    pointer('pointerdown', 1, 2);
    expect(log).toEqual([]);
    pointer('pointerdown', 1);
    pointer('pointerdown', 2);
    pointer('pointerup', 2);
    expect(log).toEqual(['start']);
  });

  test.each([' ', 'Enter'])('is held with the key "%s", which repeats', (value) => {
    expect(key('keydown', value).defaultPrevented).toBe(true); // no scrolling, no click
    key('keydown', value, true);
    expect(log).toEqual(['start']);
    key('keyup', value);
    expect(log).toEqual(['start', 'stop']);
  });

  test('other keys do nothing', () => {
    expect(key('keydown', 'Tab').defaultPrevented).toBe(false);
    expect(log).toEqual([]);
  });

  test('a key that is let go does not end what the pointer holds', () => {
    pointer('pointerdown');
    key('keyup', ' ');
    expect(log).toEqual(['start']);
  });

  test('stops when it loses the focus', () => {
    key('keydown', ' ');
    button.dispatchEvent(new FocusEvent('blur'));
    expect(log).toEqual(['start', 'stop']);
  });

  test.each(['blur', 'pagehide'])('stops upon %s of the window', (type) => {
    pointer('pointerdown');
    dispatchEvent(new Event(type));
    expect(log).toEqual(['start', 'stop']);
  });

  test('stops when the page is hidden', () => {
    pointer('pointerdown');
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
    expect(log).toEqual(['start', 'stop']);
  });

  test('stops when it is removed', () => {
    pointer('pointerdown');
    end();
    expect(log).toEqual(['start', 'stop']);
  });

  test('clicks without a pointer, as assistive technology gives, hold and let go', () => {
    button.dispatchEvent(new MouseEvent('click', { detail: 0 }));
    expect(log).toEqual(['start']);
    button.dispatchEvent(new MouseEvent('click', { detail: 0 }));
    expect(log).toEqual(['start', 'stop']);
    button.dispatchEvent(new MouseEvent('click', { detail: 1 }));
    expect(log).toEqual(['start', 'stop']);
  });

  test('a long touch opens no menu', () => {
    const event = new MouseEvent('contextmenu', { cancelable: true });
    button.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('number keys', () => {
  beforeEach(() => {
    end = holdDigits(
      () => 2,
      (index) => log.push(`start ${index}`),
      (index) => log.push(`stop ${index}`),
      isTyping,
    );
  });

  const key = (type: string, value: string, init: KeyboardEventInit = {}, target?: Element) =>
    (target ?? document.body).dispatchEvent(
      new KeyboardEvent(type, { key: value, code: `Digit${value}`, bubbles: true, ...init }),
    );

  test('hold the class with their number', () => {
    key('keydown', '2');
    key('keydown', '2', { repeat: true });
    key('keyup', '2');
    expect(log).toEqual(['start 1', 'stop 1']);
  });

  test('one at a time; those without a class do nothing', () => {
    key('keydown', '3');
    key('keydown', '0');
    key('keydown', '1');
    key('keydown', '2');
    key('keyup', '2');
    expect(log).toEqual(['start 0']);
  });

  test('are text where text is typed, and commands with Ctrl', () => {
    key('keydown', '1', {}, document.querySelector('input')!);
    key('keydown', '1', { ctrlKey: true });
    expect(log).toEqual([]);
  });

  test('do nothing behind a dialog', () => {
    document.body.append(Object.assign(document.createElement('dialog'), { open: true }));
    key('keydown', '1');
    expect(log).toEqual([]);
  });

  test('let go when the window loses the focus', () => {
    key('keydown', '1');
    dispatchEvent(new Event('blur'));
    expect(log).toEqual(['start 0', 'stop 0']);
  });
});
