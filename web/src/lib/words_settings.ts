// When one of the ready-made words counts, as this browser remembers it.
import type { Listening, WordsSettings } from './protocol';
import { within } from './within';

const RANGES: Record<keyof Listening, readonly [least: number, most: number]> = {
  threshold: [0, 1],
  overlap: [0, 0.95],
  suppress_ms: [0, 5000],
  hits: [1, 5],
};

/** Settings that were remembered; null if something else was. */
export function wordsSettings(saved: unknown): WordsSettings | null {
  const { listening, noise_and_unknown } = fieldsOf(saved) as Partial<WordsSettings>;
  const values = fieldsOf(listening) as Partial<Listening>;
  const { threshold, overlap, suppress_ms, hits } = values;
  const right = Object.entries(RANGES).every(([name, [least, most]]) =>
    within(values[name as keyof Listening], least, most),
  );
  if (!right || !Number.isInteger(hits) || typeof noise_and_unknown !== 'boolean') return null;
  return {
    type: 'words-settings',
    listening: { threshold, overlap, suppress_ms, hits } as Listening,
    noise_and_unknown,
  };
}

function fieldsOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
