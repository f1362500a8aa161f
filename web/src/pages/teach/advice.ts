import { HEARD } from '../../lib/loudness.svelte';
import type { Kind } from '../../lib/protocol';

const ENOUGH: Readonly<Record<Kind, number>> = { picture: 3, sound: 0.5, clip: 0.5 };
const KEPT = 0.3; // seconds of a clip; of a shorter one the server says why it is not kept

/** What was made in one take. */
interface Made {
  kind: Kind;
  /** Frames of pictures; seconds of sounds and actions. */
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
  if (amount < ENOUGH[kind]) return clocked ? '' : tooShort(kind, amount);
  if (kind !== 'sound' || background || loudest >= HEARD) return '';
  return 'Too quiet. Try again.';
}

function tooShort(kind: Kind, amount: number): string {
  if (kind !== 'clip') return 'Keep holding to record more.';
  return amount < KEPT ? '' : `Only ${amount.toFixed(1)} s. Hold for all of the action.`;
}
