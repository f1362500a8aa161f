import { isTaken } from '../keys';
import type { Move } from './rules';

const MOVES: Readonly<Record<string, Move>> = { t: 'takeoff', l: 'land', f: 'flip' };

/** What a key asks for. While anything is armed, Space stops, whatever has the focus. */
export function readKey(event: KeyboardEvent, armed: boolean): Move | 'stop' | null {
  if (event.key === 'Escape') return 'stop';
  if (event.code === 'Space' && armed) return 'stop';
  if (isTaken(event) || event.shiftKey || event.repeat) return null;
  if (event.code === 'Space') return 'stop';
  return MOVES[event.key.toLowerCase()] ?? null;
}
