import type { ProjectView } from './protocol';

/** How sure a project must be of something before it counts, 0 to 1, whatever it is taught with. */
export function thresholdOf({ live, listening, acting }: Rules): number {
  return (acting ?? listening ?? live).threshold;
}

type Rules = Pick<ProjectView, 'live' | 'listening' | 'acting'>;
