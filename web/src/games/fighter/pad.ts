import type { Press } from './blows';
import type { Input } from './state';

/** What can be asked of a fighter for as long as it lasts. */
export type Hold = 'left' | 'right' | 'crouch' | 'block';
export type Command = Hold | Press;

/**
 * How it is asked: a `key` is held and let go of; a `posture` is seen for as long as it is taken;
 * an `action` (or a word) is over when it is recognised, and stands for one move.
 */
export type Manner = 'key' | 'posture' | 'action';

/** How long an action holds: a step to the side, a guard, a crouch (steps). */
const HELD_BY_ACTION: Readonly<Record<Hold, number>> = {
  left: 55,
  right: 55,
  crouch: 50,
  block: 60,
};
/** A posture holds so much longer: one picture that was not recognised lets go of nothing. */
const LINGER = 10;
/** A blow that is held as a posture comes again after so many steps. */
const AGAIN = 60;
/**
 * What is recognised comes too late to guard in time. So whoever is moved by a camera guards
 * without being asked while nothing else is: after this pause, until this long after the last
 * command (steps).
 */
const PAUSE = 14;
const WATCHFUL = 900;
/** A press is shown for so many steps. */
const SHOWN = 18;

const HOLDS: readonly Hold[] = ['left', 'right', 'crouch', 'block'];
const OPPOSITE: Readonly<Partial<Record<Command, Hold>>> = { left: 'right', right: 'left' };

/** What is asked of one fighter, by keys and by a camera at once. */
export interface Pad {
  /** Steps each is still held; infinite until it is let go of. */
  byKey: Record<Hold, number>;
  byClass: Record<Hold, number>;
  press: Press | null;
  /** A press that is held, and when it comes again. */
  again: { press: Press; left: number } | null;
  /** Steps since a camera asked for something; infinite while keys do. */
  quiet: number;
  /** The last press, for as long as it is shown. */
  shown: { press: Press; left: number } | null;
}

const none = (): Record<Hold, number> => ({ left: 0, right: 0, crouch: 0, block: 0 });

export function newPad(): Pad {
  return { byKey: none(), byClass: none(), press: null, again: null, quiet: Infinity, shown: null };
}

function isHold(command: Command): command is Hold {
  return (HOLDS as readonly string[]).includes(command);
}

export function press(pad: Pad, command: Command, manner: Manner): void {
  pad.quiet = manner === 'key' ? Infinity : 0;
  if (!isHold(command)) {
    pad.press = command;
    pad.shown = { press: command, left: SHOWN };
    if (manner === 'posture') pad.again = { press: command, left: AGAIN };
    return;
  }
  if (manner === 'key') {
    pad.byKey[command] = Infinity;
    return;
  }
  const opposite = OPPOSITE[command];
  if (opposite) pad.byClass[opposite] = 0;
  pad.byClass[command] = manner === 'action' ? HELD_BY_ACTION[command] : Infinity;
}

export function release(pad: Pad, command: Command, manner: Manner): void {
  if (manner === 'action') return; // it ends by itself
  if (!isHold(command)) {
    if (manner === 'posture' && pad.again?.press === command) pad.again = null;
  } else if (manner === 'key') pad.byKey[command] = 0;
  // A crouch does not linger: it would turn the blow that follows into another one.
  else if (pad.byClass[command] > 0) pad.byClass[command] = command === 'crouch' ? 0 : LINGER;
}

/** Lets go of all keys; what a camera sees goes on. */
export function releaseKeys(pad: Pad): void {
  pad.byKey = none();
  pad.press = null;
}

/** Forgets a blow that was asked for while nobody fought. */
export function dropPress(pad: Pad): void {
  pad.press = pad.shown = null;
}

/** What is being asked for, to be shown. */
export function lit({ byKey, byClass, shown }: Pad): Command[] {
  const held = HOLDS.filter((hold) => byKey[hold] + byClass[hold] > 0);
  return shown ? [...held, shown.press] : held;
}

/** What is asked for in this step; moves the pad on by one. */
export function read(pad: Pad): Input {
  if (pad.again && (pad.again.left -= 1) <= 0) {
    pad.press ??= pad.again.press;
    pad.again.left = AGAIN;
  }
  if (pad.shown && (pad.shown.left -= 1) <= 0) pad.shown = null;
  const { byKey, byClass } = pad;
  const held = HOLDS.some((hold) => byKey[hold] + byClass[hold] > 0);
  if (!held) pad.quiet += 1;
  const watchful = !held && pad.quiet > PAUSE && pad.quiet < WATCHFUL;
  const input: Input = {
    left: byKey.left + byClass.left > 0,
    right: byKey.right + byClass.right > 0,
    down: byKey.crouch + byClass.crouch > 0,
    guard: byKey.block + byClass.block > 0,
    watchful,
    press: pad.press,
  };
  pad.press = null;
  for (const hold of HOLDS) if (byClass[hold] > 0) byClass[hold] -= 1;
  return input;
}
