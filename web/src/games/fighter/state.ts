import type { Blow, Press } from './blows';

export type Side = 0 | 1;
export const SIDES: readonly [Side, Side] = [0, 1];
export const other = (side: Side): Side => (side === 0 ? 1 : 0);

/**
 * What a fighter is doing. `guard`: ready for a blow; `hurt`, `blocked`: one has come, and it can
 * do nothing for a moment; `fall`, `lie`, `rise`: knocked over; `win`: glad.
 */
export type Act =
  | 'stand'
  | 'walk'
  | 'crouch'
  | 'guard'
  | 'jump'
  | 'land'
  | 'attack'
  | 'hurt'
  | 'blocked'
  | 'fall'
  | 'lie'
  | 'rise'
  | 'win';

/** What is asked of a fighter in a step. */
export interface Input {
  left: boolean;
  right: boolean;
  down: boolean;
  guard: boolean;
  /** Whether it may guard loosely while nothing else is asked: more comes through. */
  watchful: boolean;
  /** Begun in this step. */
  press: Press | null;
}
export const NOTHING: Input = {
  left: false,
  right: false,
  down: false,
  guard: false,
  watchful: false,
  press: null,
};

export interface Fighter {
  /** The middle of the stage is 0; y is how far the feet are above the floor (units). */
  x: number;
  y: number;
  /** Units a step. */
  vx: number;
  vy: number;
  facing: 1 | -1;
  act: Act;
  /** Steps since the act began. */
  since: number;
  blow: Blow | null;
  /** Whether this blow has touched: it does so once. */
  landed: boolean;
  /** Whether it is down low: crouching, or guarding or hit there. */
  low: boolean;
  /** Whether it guards loosely only. */
  loose: boolean;
  /** Steps until it can act again after a blow. */
  stun: number;
  /** Steps for which nothing can hit it: it is getting up. */
  safe: number;
  /** Blows taken without a chance to act in between. */
  chain: number;
  health: number;
  /** Rounds won. */
  wins: number;
  /** What was asked for while it could not be done. */
  wanted: { press: Press; left: number } | null;
}

/** `intro`: the round is announced; `ended`: it is decided; `over`: so is the match. */
export type Stage = 'intro' | 'fight' | 'ended' | 'over';

/** How a round ended; nobody wins a draw. */
export interface Result {
  winner: Side | null;
  how: 'ko' | 'time';
}

/** A whole match as plain values: the same inputs make the same match. */
export interface Match {
  paused: boolean;
  stage: Stage;
  /** Steps until the stage ends (0 while fighting). */
  stageLeft: number;
  /** Steps since the match began. */
  time: number;
  /** From 1. */
  round: number;
  /** Steps left in the round. */
  clock: number;
  /** Steps that both stand still, for a blow to be felt. */
  freeze: number;
  fighters: [Fighter, Fighter];
  /** Of this round, or of the one just ended. */
  result: Result | null;
}

/** What happened in a step, for sounds and effects. */
export interface Happening {
  what:
    'swing' | 'hit' | 'blocked' | 'jump' | 'land' | 'thud' | 'ko' | 'fight' | 'time' | 'won';
  /** Whose doing it was; of a `hit` or `blocked`, who felt it. */
  side: Side;
  x: number;
  y: number;
  /** The damage of a blow. */
  strength: number;
}

export const FULL = 100; // health
export const ROUND_SECONDS = 60;
export const ROUND_STEPS = ROUND_SECONDS * 60;
export const WINS = 2;
/** Draws may not go on for ever. */
export const MOST_ROUNDS = 5;
export const INTRO_STEPS = 130;
export const ENDED_STEPS = 190;
/** Where each comes from, and where it stops, from the middle. */
const ENTRANCE = 228;
export const START = 150;

export function newFighter(side: Side): Fighter {
  return {
    x: side === 0 ? -ENTRANCE : ENTRANCE,
    y: 0,
    vx: 0,
    vy: 0,
    facing: side === 0 ? 1 : -1,
    act: 'stand',
    since: 0,
    blow: null,
    landed: false,
    low: false,
    loose: false,
    stun: 0,
    safe: 0,
    chain: 0,
    health: FULL,
    wins: 0,
    wanted: null,
  };
}

export function enter(fighter: Fighter, act: Act): void {
  if (fighter.act === act) return;
  fighter.act = act;
  fighter.since = 0;
}

/** Puts both in their places for a round. */
export function beginRound(match: Match, round: number): void {
  const wins = match.fighters.map((fighter) => fighter.wins);
  match.fighters = [newFighter(0), newFighter(1)];
  for (const side of SIDES) match.fighters[side].wins = wins[side] ?? 0;
  match.round = round;
  match.stage = 'intro';
  match.stageLeft = INTRO_STEPS;
  match.clock = ROUND_STEPS;
  match.freeze = 0;
  match.result = null;
}

export function newMatch(): Match {
  const match: Match = {
    paused: false,
    stage: 'intro',
    stageLeft: 0,
    time: 0,
    round: 0,
    clock: 0,
    freeze: 0,
    fighters: [newFighter(0), newFighter(1)],
    result: null,
  };
  beginRound(match, 1);
  return match;
}

/** Who has won the match, once it is over; null is a draw. */
export function winnerOf(match: Match): Side | null {
  const [a, b] = match.fighters;
  if (a.wins === b.wins) return null;
  return a.wins > b.wins ? 0 : 1;
}
