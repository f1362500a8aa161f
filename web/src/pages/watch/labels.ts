// What was recognised, to be written onto the sound that is scrolling by.
import type { ClassView } from '../../lib/protocol';

export interface Label {
  id: number;
  /** When, in ms as performance.now(). */
  at: number;
  text: string;
  color: string | undefined;
}

const MOST = 12; // as many as there is room for

/** The labels with one more; the oldest go. */
export function withLabel(
  labels: readonly Label[],
  at: number,
  one: Pick<ClassView, 'name' | 'color'> | undefined,
): Label[] {
  const id = (labels.at(-1)?.id ?? 0) + 1;
  const text = one?.name ?? 'a deleted class';
  return [...labels.slice(1 - MOST), { id, at, text, color: one?.color }];
}
