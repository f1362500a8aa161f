/**
 * How a figure stands: numbers only, so that two poses can be mixed. It faces right and stands on
 * the origin; y goes up; lengths are units, angles degrees.
 */
export interface Pose {
  hipX: number;
  hipY: number;
  /** The whole body about its hip; 90 lies on the back. */
  turn: number;
  /** The trunk, forwards. */
  lean: number;
  /** The shoulder next to us, forwards (1) or back (-1). */
  twist: number;
  /** The head, downwards. */
  head: number;
  /** The hands, from their shoulders: the near one is next to us. */
  nearX: number;
  nearY: number;
  farX: number;
  farY: number;
  /** The ankles, and how far the toes are up. */
  nearFootX: number;
  nearFootY: number;
  nearToes: number;
  farFootX: number;
  farFootY: number;
  farToes: number;
}

export const ANKLE = 9; // above the floor

/** Ready to fight: the others are told by how they differ. */
export const READY: Pose = {
  hipX: -3,
  hipY: 84,
  turn: 0,
  lean: 9,
  twist: 0,
  head: 2,
  nearX: 27,
  nearY: 4,
  farX: 39,
  farY: 6,
  nearFootX: -36,
  nearFootY: ANKLE,
  nearToes: 0,
  farFootX: 27,
  farFootY: ANKLE,
  farToes: 0,
};

const KEYS = Object.keys(READY) as (keyof Pose)[];

export function pose(change: Partial<Pose>, from: Pose = READY): Pose {
  return { ...from, ...change };
}

/** A pose between two: 0 is the first, 1 the second, more goes beyond it. */
export function mix(a: Pose, b: Pose, share: number): Pose {
  const mixed = { ...a };
  for (const key of KEYS) mixed[key] = a[key] + share * (b[key] - a[key]);
  return mixed;
}

/** Soft at both ends. */
export function ease(t: number): number {
  const s = Math.min(Math.max(t, 0), 1);
  return s * s * (3 - 2 * s);
}

/** Slow, then very fast: how a blow leaves. */
export function snap(t: number): number {
  const s = Math.min(Math.max(t, 0), 1);
  return s * s * s;
}

/** Fast, then slow: how it comes back. */
export function settle(t: number): number {
  const s = 1 - Math.min(Math.max(t, 0), 1);
  return 1 - s * s;
}
