/** A list with one entry moved to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const result = [...list];
  const [entry] = result.splice(from, 1);
  if (entry !== undefined) result.splice(Math.max(0, Math.min(to, result.length)), 0, entry);
  return result;
}

/** Where an entry lands when it is dropped with its middle at `y`, by the middles of the others. */
export function dropPlace(middles: readonly number[], y: number): number {
  return middles.filter((middle) => middle < y).length;
}
