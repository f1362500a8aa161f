// Which part of a recording counts, and where things lie on its picture.
import type { TakeView } from '../../../lib/protocol';

export const LEAST = 0.1; // seconds that a trim leaves
export const STEP = 0.01; // seconds
const KEYED = 0.05; // seconds for an arrow key: one frame of a film or two
const ARROWS: Readonly<Record<string, number>> = {
  ArrowLeft: -KEYED,
  ArrowDown: -KEYED,
  ArrowRight: KEYED,
  ArrowUp: KEYED,
};

type Trimmed = Pick<TakeView, 'duration' | 'trim'>;

/** From which second to which it counts. */
export function keptOf({ duration, trim }: Trimmed): [number, number] {
  return trim ?? [0, duration ?? 0];
}

/** Where a second lies, in percent of the width. */
export function percentOf(seconds: number, duration: number): number {
  return duration > 0 ? Math.max(0, Math.min(100, (seconds / duration) * 100)) : 0;
}

/** A start moved to a second: within the recording, and before the end. */
export function movedStart(seconds: number, end: number): number {
  return rounded(Math.max(0, Math.min(seconds, end - LEAST)));
}

/** An end moved to a second: within the recording, and after the start. */
export function movedEnd(seconds: number, start: number, duration: number): number {
  return rounded(Math.min(duration, Math.max(seconds, start + LEAST)));
}

/** "1.25 s", as long as it is shorter than a minute; else "2:05". */
export function lengthWords(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

/** How far a key moves an end, in seconds; 0 for a key that does not. */
export function keyed(key: string): number {
  return ARROWS[key] ?? 0;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
