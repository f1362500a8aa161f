import { beforeEach, describe, expect, it } from 'vitest';
import { lit, newPad, press, read, release, releaseKeys, type Pad } from './pad';
import type { Input } from './state';

let pad: Pad;
beforeEach(() => {
  pad = newPad();
});

/** How many of the next steps something is asked for in. */
function count(steps: number, what: (input: Input) => unknown): number {
  let found = 0;
  for (let n = 0; n < steps; n += 1) if (what(read(pad))) found += 1;
  return found;
}

describe('keys', () => {
  it('hold until they are let go of', () => {
    press(pad, 'left', 'key');
    expect(count(300, (input) => input.left)).toBe(300);
    release(pad, 'left', 'key');
    expect(read(pad).left).toBe(false);
  });

  it('strike once, however long they are held', () => {
    press(pad, 'punch', 'key');
    expect(count(300, (input) => input.press === 'punch')).toBe(1);
  });

  it('are all let go of at once, and what a camera sees is not', () => {
    press(pad, 'block', 'key');
    press(pad, 'right', 'posture');
    releaseKeys(pad);
    expect(read(pad)).toMatchObject({ guard: false, right: true });
  });
});

describe('postures', () => {
  it('hold while they are taken, and a moment longer', () => {
    press(pad, 'right', 'posture');
    expect(count(120, (input) => input.right)).toBe(120);
    release(pad, 'right', 'posture');
    const lingers = count(60, (input) => input.right);
    expect(lingers).toBeGreaterThan(5);
    expect(lingers).toBeLessThan(20);
  });

  it('stop walking one way when they say the other', () => {
    press(pad, 'right', 'posture');
    release(pad, 'right', 'posture');
    press(pad, 'left', 'posture');
    expect(read(pad)).toMatchObject({ left: true, right: false });
  });

  it('end a crouch at once: the kick that follows is meant to be one', () => {
    press(pad, 'crouch', 'posture');
    release(pad, 'crouch', 'posture');
    press(pad, 'kick', 'posture');
    expect(read(pad)).toMatchObject({ down: false, press: 'kick' });
  });

  it('strike once, and again after a second', () => {
    press(pad, 'kick', 'posture');
    expect(count(58, (input) => input.press)).toBe(1);
    expect(count(60, (input) => input.press)).toBe(1);
    release(pad, 'kick', 'posture');
    expect(count(120, (input) => input.press)).toBe(0);
  });
});

describe('actions', () => {
  it('are a step of about a second, whenever they are said to stop', () => {
    press(pad, 'left', 'action');
    read(pad);
    release(pad, 'left', 'action');
    const steps = count(200, (input) => input.left);
    expect(steps).toBeGreaterThan(45);
    expect(steps).toBeLessThan(75);
  });

  it('guard and crouch for a moment, and strike once', () => {
    press(pad, 'block', 'action');
    press(pad, 'crouch', 'action');
    press(pad, 'punch', 'action');
    const inputs = Array.from({ length: 200 }, () => read(pad));
    expect(inputs.filter((input) => input.guard).length).toBeGreaterThan(40);
    expect(inputs.filter((input) => input.down).length).toBeLessThan(70);
    expect(inputs.filter((input) => input.press)).toHaveLength(1);
  });
});

describe('one who is moved by a camera', () => {
  it.each(['posture', 'action'] as const)('guards while nothing else is asked: %s', (manner) => {
    expect(count(60, (input) => input.watchful)).toBe(0);
    press(pad, 'punch', manner);
    release(pad, 'punch', manner);
    expect(count(10, (input) => input.watchful)).toBe(0);
    expect(count(60, (input) => input.watchful)).toBeGreaterThan(50);
    press(pad, 'left', manner);
    expect(count(30, (input) => input.watchful)).toBe(0);
  });

  it('does not for ever, and not once keys are pressed', () => {
    press(pad, 'kick', 'action');
    count(1200, () => true);
    expect(read(pad).watchful).toBe(false);
    press(pad, 'kick', 'action');
    press(pad, 'kick', 'key');
    expect(count(60, (input) => input.watchful)).toBe(0);
  });
});

it('what is asked for can be shown, a press for a moment', () => {
  expect(lit(pad)).toEqual([]);
  press(pad, 'left', 'key');
  press(pad, 'punch', 'key');
  read(pad);
  expect(lit(pad)).toEqual(['left', 'punch']);
  count(30, () => true);
  expect(lit(pad)).toEqual(['left']);
});
