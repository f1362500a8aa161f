/** A name that no project has: the wish itself, or with a number after it. */
export function freeName(wish: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.trim().toLowerCase()));
  if (!used.has(wish.toLowerCase())) return wish;
  let number = 2;
  while (used.has(`${wish} ${number}`.toLowerCase())) number++;
  return `${wish} ${number}`;
}
