import { api } from '../../lib/api';
import type { ClassView, Strip } from '../../lib/protocol';

/** An example to look at. */
export interface Chosen {
  example: string;
  /** What its take's strip is made of, if it is of an action. */
  strip: Strip | null;
}

/** Some example of some class, another than before if there is one; null where there is none. */
export async function another(
  projectId: string,
  classes: readonly ClassView[],
  before: string | undefined,
  random: () => number = Math.random,
): Promise<Chosen | null> {
  const pick = <T>(several: readonly T[]): T | undefined =>
    several[Math.floor(random() * several.length)];
  const filled = classes.filter(({ count }) => count > 0);
  const owner = pick(filled);
  if (!owner) return null;
  const takes = await api.takes(projectId, owner.id);
  const all = takes.flatMap(({ examples, strip }) =>
    examples.map((example) => ({ example, strip: strip ?? null })),
  );
  const others = all.filter(({ example }) => example !== before);
  return pick(others.length > 0 ? others : all) ?? null;
}
