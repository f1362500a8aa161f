import { STEPS_PER_SECOND } from '../clock';
import { TILE } from './motion';

/** How quick the game is. A camera steers a fifth of a second late, so gentle is the default. */
export type Pace = 'gentle' | 'normal' | 'fast';

interface PaceSettings {
  /** Tiles a second, on the first level. */
  player: number;
  /** Share of the player's speed. */
  ghost: number;
  /** Seconds that ghosts stay frightened on the first level. */
  frightened: number;
}

export const PACES: Readonly<Record<Pace, PaceSettings>> = {
  gentle: { player: 4, ghost: 0.66, frightened: 9 },
  normal: { player: 6, ghost: 0.86, frightened: 7 },
  fast: { player: 7.5, ghost: 0.93, frightened: 6 },
};

/** Each level is this much quicker than the first, up to a limit. */
const QUICKER_PER_LEVEL = 0.06;
const QUICKEST = 1.5;
/** Each level has this much less time with frightened ghosts (seconds), down to a limit. */
const LESS_FRIGHT_PER_LEVEL = 0.75;
const LEAST_FRIGHT = 2;

/** Shares of a ghost's speed. */
const IN_TUNNEL = 0.55;
const WHEN_FRIGHTENED = 0.6;
const AS_EYES = 2;
const IN_HOUSE = 0.5;

export const seconds = (n: number): number => Math.round(n * STEPS_PER_SECOND);

const perStep = (tilesPerSecond: number): number =>
  Math.round((tilesPerSecond * TILE) / STEPS_PER_SECOND);

const quicker = (level: number): number => Math.min(1 + QUICKER_PER_LEVEL * (level - 1), QUICKEST);

/** Units that the player moves in a step. */
export const playerSpeed = (pace: Pace, level: number): number =>
  perStep(PACES[pace].player * quicker(level));

export type Gait = 'walk' | 'tunnel' | 'frightened' | 'eyes' | 'house';

/** Units that a ghost moves in a step. */
export function ghostSpeed(pace: Pace, level: number, gait: Gait): number {
  const share = {
    walk: 1,
    tunnel: IN_TUNNEL,
    frightened: WHEN_FRIGHTENED,
    eyes: AS_EYES,
    house: IN_HOUSE,
  }[gait];
  return perStep(PACES[pace].player * PACES[pace].ghost * quicker(level) * share);
}

/** Steps that ghosts stay frightened after a power pellet. */
export const frightenedSteps = (pace: Pace, level: number): number =>
  seconds(Math.max(PACES[pace].frightened - LESS_FRIGHT_PER_LEVEL * (level - 1), LEAST_FRIGHT));

/** Ghosts blink for so long before they are brave again. */
export const BLINK_STEPS = seconds(2);

/** Seconds of scatter, chase, scatter, chase, ...; the last chase has no end. */
const SCHEDULE = [7, 20, 7, 20, 5, 20, 5, Infinity];
/** On later levels the scatter phases are this much shorter (seconds), but not under 2. */
const SHORTER_SCATTER = 1;

/** Steps of a phase; even ones scatter, odd ones chase. */
export function phaseSteps(level: number, index: number): number {
  const base = SCHEDULE[Math.min(index, SCHEDULE.length - 1)] ?? Infinity;
  if (index % 2 === 1) return base === Infinity ? Infinity : seconds(base);
  return seconds(Math.max(base - SHORTER_SCATTER * (level - 1), 2));
}

export const isScatter = (index: number): boolean =>
  index % 2 === 0 && index < SCHEDULE.length - 1;

export const POINTS = { dot: 10, power: 50 } as const;
/** For the first, second, third and fourth ghost eaten in a row. */
export const GHOST_POINTS = [200, 400, 800, 1600] as const;
export const EXTRA_LIFE_AT = 10_000; // points
export const LIVES = 3;

export const BONUSES = ['pear', 'acorn', 'lemon', 'clover', 'star'] as const;
export type BonusKind = (typeof BONUSES)[number];
const BONUS_POINTS = [100, 300, 500, 700, 1000] as const;
export const BONUS_STEPS = seconds(10);
/** A bonus comes when these shares of the dots are eaten. */
export const BONUS_AFTER = [0.3, 0.7] as const;

export function bonusOf(level: number): { kind: BonusKind; points: number } {
  const n = Math.min(level, BONUSES.length) - 1;
  return { kind: BONUSES[n] ?? 'star', points: BONUS_POINTS[n] ?? 1000 };
}

/** How long each stage lasts before the next. */
export const STAGE_STEPS = {
  ready: seconds(2),
  caught: seconds(1.6),
  cleared: seconds(2),
} as const;
/** Everything stands still for so long when a ghost is eaten. */
export const FREEZE_STEPS = seconds(0.5);
export const POPUP_STEPS = seconds(1);

/** Dots eaten since the last ghost left until the next leaves, and steps without a dot. */
export const RELEASE_DOTS = 18;
export const RELEASE_STEPS = seconds(5);
