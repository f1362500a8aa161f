import { isTaken } from '../keys';
import type { Command } from './pad';
import type { Side } from './state';

/** By the place of the key, so that they lie alike on every keyboard: each player has a half. */
const KEYS: Readonly<Record<string, readonly [Side, Command]>> = {
  KeyA: [0, 'left'],
  KeyD: [0, 'right'],
  KeyW: [0, 'jump'],
  KeyS: [0, 'crouch'],
  KeyF: [0, 'punch'],
  KeyG: [0, 'kick'],
  KeyH: [0, 'block'],
  ArrowLeft: [1, 'left'],
  ArrowRight: [1, 'right'],
  ArrowUp: [1, 'jump'],
  ArrowDown: [1, 'crouch'],
  Comma: [1, 'punch'],
  Period: [1, 'kick'],
  Slash: [1, 'block'],
};

/** What is written on the keys, by command: for one half of the keyboard and the other. */
export const KEY_NAMES: Readonly<Record<Command, readonly [string, string]>> = {
  left: ['A', '←'],
  right: ['D', '→'],
  jump: ['W', '↑'],
  crouch: ['S', '↓'],
  punch: ['F', ','],
  kick: ['G', '.'],
  block: ['H', '/'],
  uppercut: ['S F', '↓ ,'],
  sweep: ['S G', '↓ .'],
};

/** What a key asks for, and on which half of the keyboard it is. */
export function readKey(event: KeyboardEvent): { half: Side; command: Command } | 'toggle' | null {
  if (isTaken(event)) return null;
  if (event.code === 'Space' || event.code === 'KeyP') return event.repeat ? null : 'toggle';
  return commandOf(event.code);
}

/** The same for a key that is let go of, whatever has the focus by now. */
export function commandOf(code: string): { half: Side; command: Command } | null {
  const found = KEYS[code];
  return found ? { half: found[0], command: found[1] } : null;
}
