// Putting right what the model said: the newest picture becomes an example of the class it shows.
import type { ClassView, Learning } from '../../lib/protocol';

export interface Correctable {
  readonly learning: Learning | null;
  classOf(id: string): ClassView | undefined;
  correct(classId: string): Promise<number | null>;
}

export interface Corrected {
  /** What to tell of it. */
  sentence: string;
  /** At which it can be undone; null if that is too late. */
  revision: number | null;
}

const PATIENCE = 3000; // ms to wait for the model to have learned it, before saying so
const LOOK_EVERY = 50; // ms

/** Add the newest picture to a class. */
export async function correct(session: Correctable, classId: string): Promise<Corrected> {
  const name = session.classOf(classId)?.name ?? '';
  const before = session.learning?.model ?? 0;
  const revision = await session.correct(classId);
  if (session.learning?.by_hand) {
    return { sentence: `Added to ${name}. Press Train in Advanced to learn it.`, revision };
  }
  for (let waited = 0; waited < PATIENCE; waited += LOOK_EVERY) {
    if ((session.learning?.model ?? 0) > before) {
      return { sentence: `Added to ${name}. Learned again.`, revision };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
  return { sentence: `Added to ${name}. Still learning.`, revision };
}

/** The class that a key stands for, 1 for the first; none where a text or shortcut is meant. */
export function classOfKey(event: KeyboardEvent, classes: ClassView[]): ClassView | undefined {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.target as Partial<HTMLInputElement> | null;
  const typing =
    target?.isContentEditable ||
    ['TEXTAREA', 'SELECT'].includes(target?.tagName ?? '') ||
    (target?.tagName === 'INPUT' && target.type !== 'range' && target.type !== 'checkbox');
  if (typing || !/^[1-9]$/.test(event.key)) return undefined;
  return classes[Number(event.key) - 1];
}
