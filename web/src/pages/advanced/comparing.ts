// What several heads, taught on the same takes, say about each other; in words.
import type { Compared } from '../../lib/protocol';
import { percent } from '../../lib/verdict';

const LEAST_GAP = 0.02; // of accuracy; less than this is chance, however many takes there are

/** Which head does better on takes it has not seen, as far as that many takes can tell. */
export function difference(
  rows: Compared[],
  titleOf: (head: string) => string,
  takes: number,
): string {
  const known = rows
    .filter((row): row is Compared & { accuracy: number } => row.accuracy !== null)
    .sort((a, b) => b.accuracy - a.accuracy);
  const [best, second] = known;
  const last = known.at(-1);
  if (!best || !second || !last) {
    return 'I can’t tell yet which is better: record at least two takes of each class.';
  }
  const equal = known.filter((row) => asGood(row, best, takes));
  if (equal.length === known.length) {
    const quick = quickest(equal);
    const same = 'They do about equally well here: the difference is no more than luck could make.';
    return `${same} ${titleOf(quick.head)} learns the quickest.`;
  }
  const better =
    equal.length > 1
      ? `${list(equal.map((row) => titleOf(row.head)))} do about equally well, and better than ` +
        'the rest.'
      : `${titleOf(best.head)} is right more often on takes it has not seen: ` +
        `${percent(best.accuracy)}, against ${percent(second.accuracy)} for ` +
        `${titleOf(second.head)}.`;
  return `${better} ${lesson(known)}`.trim();
}

/** Whether a head is as good as the best: one take that is right by luck must not decide. */
function asGood(row: { accuracy: number }, best: { accuracy: number }, takes: number): boolean {
  return best.accuracy - row.accuracy <= Math.max(LEAST_GAP, takes ? 1 / takes : 0);
}

/** The head that is better than all others by more than luck, if there is one. */
export function clearBest(rows: Compared[], takes: number): string | null {
  const known = rows.map((row) => ({ head: row.head, accuracy: row.accuracy ?? 0 }));
  const best = known.toSorted((a, b) => b.accuracy - a.accuracy)[0];
  if (!best || known.some((row) => row !== best && asGood(row, best, takes))) return null;
  return best.head;
}

/** What the pair that is taught most often shows: learning by heart, or learning what matters. */
function lesson(known: (Compared & { accuracy: number })[]): string {
  const of = (head: string) => known.find((row) => row.head === head)?.accuracy;
  const [neighbors, dense] = [of('neighbors'), of('dense')];
  if (neighbors === undefined || dense === undefined || neighbors === dense) return '';
  return neighbors > dense
    ? 'Looking up similar examples often wins while there are few of them.'
    : 'The network has found what matters, rather than only remembering examples.';
}

function quickest<T extends Compared>(rows: T[]): T {
  return rows.reduce((quick, row) => (row.fit_seconds < quick.fit_seconds ? row : quick));
}

function list(words: string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** 0.0213 -> "21 ms", 3.2 -> "3.2 s". */
export function duration(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  if (seconds >= 0.001) return `${Math.round(seconds * 1000)} ms`;
  return `${(seconds * 1000).toFixed(2)} ms`;
}
