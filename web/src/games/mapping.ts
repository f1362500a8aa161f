import type { ClassView } from '../lib/protocol';
import type { Move } from './types';

/** Which class makes which move: class id -> move id. */
export type Mapping = Record<string, string>;

/** The classes that can make a move: the background never does. */
export function movers(classes: readonly ClassView[]): ClassView[] {
  return classes.filter((c) => c.role !== 'background');
}

/** Names of classes that nothing is to happen for. */
const IDLE = new Set(
  (
    'noise background silence quiet nothing none other idle stand standing still rest resting ' +
    'neutral rauschen stille nichts ruhe stehen rien debout nada quieto niente fermo'
  ).split(' '),
);

function words(name: string): string[] {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}↑↓←→]+/u)
    .filter(Boolean);
}

/** How well words say a move: by how many of them. */
function fit(said: readonly string[], { names = [] }: Move): number {
  const told = names.map((name) => words(name));
  return Math.max(0, ...told.map((all) => (all.every((w) => said.includes(w)) ? all.length : 0)));
}

/** A mapping to begin with: by the names of the classes, and the rest in order. */
export function suggestMapping(classes: readonly ClassView[], moves: readonly Move[]): Mapping {
  const mapping: Mapping = {};
  const free = new Set(moves);
  const open = new Set(movers(classes).filter((c) => !words(c.name).some((w) => IDLE.has(w))));
  for (const c of open) {
    const said = words(c.name);
    const fits = new Map([...free].map((move) => [move, fit(said, move)]));
    const best = Math.max(1, ...fits.values());
    const meant = [...free].filter((move) => fits.get(move) === best);
    if (meant.length !== 1 || !meant[0]) continue; // "up or down" means neither
    mapping[c.id] = meant[0].id;
    free.delete(meant[0]);
    open.delete(c);
  }
  const rest = [...open];
  for (const move of free) {
    const c = rest.shift();
    if (c) mapping[c.id] = move.id;
  }
  return mapping;
}

/** The saved mapping less what is gone, or a suggestion where nothing was saved. */
export function currentMapping(
  saved: Mapping | undefined,
  classes: readonly ClassView[],
  moves: readonly Move[],
): Mapping {
  if (!saved || Object.keys(saved).length === 0) return suggestMapping(classes, moves);
  const known = new Set(movers(classes).map((c) => c.id));
  const possible = new Set(moves.map((move) => move.id));
  return Object.fromEntries(
    Object.entries(saved).filter(([id, move]) => known.has(id) && possible.has(move)),
  );
}

/** The class that makes a move, if one does. */
export function classFor(mapping: Mapping, move: string): string | undefined {
  return Object.keys(mapping).find((id) => mapping[id] === move);
}

/** Gives a move to a class (or to none); a class that made another move swaps with the old one. */
export function assign(mapping: Mapping, move: string, classId: string | null): Mapping {
  const before = classFor(mapping, move);
  const next = Object.fromEntries(Object.entries(mapping).filter(([, m]) => m !== move));
  if (classId === null) return next;
  const leaves = mapping[classId];
  if (before && leaves && before !== classId) next[before] = leaves;
  next[classId] = move;
  return next;
}

/** What to say or show for each move: names of classes by the ids of the moves. */
export function namesOf(mapping: Mapping, classes: readonly ClassView[]): Record<string, string> {
  const named = classes.filter((c) => c.id in mapping);
  return Object.fromEntries(named.map((c) => [mapping[c.id], c.name]));
}
