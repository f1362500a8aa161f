import { isTaken } from '../keys';
import type { Direction } from './maze';

/** By the place of the key, so that WASD is where it is on every keyboard. */
const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  KeyW: 'up',
  ArrowLeft: 'left',
  KeyA: 'left',
  ArrowDown: 'down',
  KeyS: 'down',
  ArrowRight: 'right',
  KeyD: 'right',
};

/** What a key asks of the game. */
export function readKey(event: KeyboardEvent): Direction | 'toggle' | null {
  if (isTaken(event)) return null;
  if (event.code === 'Space' || event.code === 'KeyP') return event.repeat ? null : 'toggle';
  return KEYS[event.code] ?? null;
}

/** A finger must move so far to mean a direction (pixels). */
const SWIPE = 22;

/** Reads directions from a finger that may turn several times without being lifted. */
export class Swipe {
  #from: { x: number; y: number } | null = null;

  begin(x: number, y: number): void {
    this.#from = { x, y };
  }

  move(x: number, y: number): Direction | null {
    if (!this.#from) return null;
    const [dx, dy] = [x - this.#from.x, y - this.#from.y];
    if (Math.max(Math.abs(dx), Math.abs(dy)) < SWIPE) return null;
    this.#from = { x, y };
    if (Math.abs(dx) > Math.abs(dy)) return dx > 0 ? 'right' : 'left';
    return dy > 0 ? 'down' : 'up';
  }

  end(): void {
    this.#from = null;
  }
}
