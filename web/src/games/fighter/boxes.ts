import { BLOWS, phaseOf } from './blows';
import type { Fighter } from './state';

/** On the stage, in units; y goes up from the floor. */
export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Half as wide as a fighter stands: two come no nearer than twice that. */
export const HALF = 40;
/** How high it reaches: standing, crouching, and with its legs drawn up in the air. */
export const TALL = 186;
export const CROUCHED = 128;
const DRAWN_UP = 24;

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

/** Where a fighter can be hit; null while nothing can hit it. */
export function hurtBox(fighter: Fighter): Box | null {
  const { x, y, act, low, safe } = fighter;
  if (safe > 0 || act === 'fall' || act === 'lie' || act === 'rise' || act === 'win') return null;
  const bottom = y > 0 ? y + DRAWN_UP : 0;
  return { left: x - HALF, right: x + HALF, bottom, top: y + (low ? CROUCHED : TALL) };
}

/** Where a fighter's blow touches now; null while it has none that could. */
export function hitBox(fighter: Fighter): Box | null {
  const { x, y, facing, act, blow, landed, since } = fighter;
  if (act !== 'attack' || !blow || landed || phaseOf(blow, since) !== 'active') return null;
  const { from, to, bottom, top } = BLOWS[blow];
  const [a, b] = [x + facing * from, x + facing * to];
  return { left: Math.min(a, b), right: Math.max(a, b), bottom: y + bottom, top: y + top };
}
