import type { Role } from './protocol';

const IGNORED = new Set(['nothing', 'none', 'idle', 'background', 'noise', 'other']);

/** What a class is for, by its name alone: “nothing” is taught as what to ignore. */
export function roleOf(name: string): Role {
  return IGNORED.has(name.trim().toLowerCase()) ? 'background' : 'class';
}
