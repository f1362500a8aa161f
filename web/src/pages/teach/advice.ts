import { HEARD } from '../../lib/loudness.svelte';
import type { Kind } from '../../lib/protocol';

const ENOUGH = { picture: 3, sound: 0.5 }; // frames; seconds

/** What was made in one take. */
interface Made {
  kind: Kind;
  /** Frames, or seconds of sound. */
  amount: number;
  /** Peak of that sound, 0..1. */
  loudest: number;
  /** Whether it is of a class to be ignored. */
  background: boolean;
  /** Whether it began with a countdown, and so was as long as it was set to be. */
  clocked: boolean;
}

/** What to do better the next time, or nothing. */
export function adviceOn({ kind, amount, loudest, background, clocked }: Made): string {
  // Perhaps it was meant as a click.
  if (amount < ENOUGH[kind]) return clocked ? '' : 'Keep holding to record more.';
  if (kind === 'picture' || background || loudest >= HEARD) return '';
  return 'Too quiet. Try again.';
}
