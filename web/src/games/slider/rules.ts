// A slider from 0 to 10 in steps of 0.1, in whole tenths so that no step gets lost in rounding.
import { STEPS_PER_SECOND } from '../clock';
import { nextRandom } from '../random';

export const MOST = 100; // tenths
export const MIDDLE = 50;
/** Tenths a second while a move goes on. */
export const PACE = 10;
const STEPS_PER_TENTH = STEPS_PER_SECOND / PACE;

/** How near to a mark counts, in tenths. */
export const NEAR = 2;
/** Steps for which the slider has to stay there. */
export const STAY = STEPS_PER_SECOND;
/** Marks of a round. */
export const MARKS = 5;
/** How far a mark is from where the slider is, in tenths. */
const [NEAREST, FARTHEST] = [10, 40];

export type Way = 'left' | 'right';

/** A round: so many marks, as quickly as one can. */
export interface Round {
  mark: number;
  /** Steps for which the slider has stayed at the mark. */
  stayed: number;
  reached: number;
  /** Steps since it began. */
  time: number;
  seed: number;
}

export interface State {
  value: number;
  /** The moves that go on, the newest last. */
  ways: Way[];
  /** Steps since the slider last moved. */
  waited: number;
  round: Round | null;
}

export function newState(): State {
  return { value: MIDDLE, ways: [], waited: 0, round: null };
}

/** A move begins: one step at once. */
export function press(state: State, way: Way): void {
  if (state.ways.includes(way)) return;
  state.ways.push(way);
  state.waited = 0;
  move(state, way);
}

/** A move ends; one that began before and still goes on counts again. */
export function release(state: State, way: Way): void {
  state.ways = state.ways.filter((other) => other !== way);
  state.waited = 0;
}

/** Puts the slider somewhere, in tenths. */
export function put(state: State, value: number): void {
  state.value = Math.min(MOST, Math.max(0, Math.round(value)));
}

export function startRound(state: State, seed: number): void {
  state.round = { mark: 0, stayed: 0, reached: 0, time: 0, seed };
  nextMark(state.value, state.round);
}

export function isOver(round: Round): boolean {
  return round.reached === MARKS;
}

/** Whether the slider is at the mark. */
export function isNear(state: State): boolean {
  return state.round !== null && Math.abs(state.value - state.round.mark) <= NEAR;
}

/** One sixtieth of a second; returns whether a mark was reached in it. */
export function step(state: State): boolean {
  const way = state.ways.at(-1);
  if (way) {
    state.waited += 1;
    if (state.waited >= STEPS_PER_TENTH) {
      state.waited = 0;
      move(state, way);
    }
  }
  return state.round !== null && !isOver(state.round) && stay(state, state.round);
}

function stay(state: State, round: Round): boolean {
  round.time += 1;
  round.stayed = isNear(state) ? round.stayed + 1 : 0;
  if (round.stayed < STAY) return false;
  round.reached += 1;
  if (!isOver(round)) nextMark(state.value, round);
  return true;
}

function move(state: State, way: Way): void {
  put(state, state.value + (way === 'left' ? -1 : 1));
}

/** Somewhere else on the slider, neither next to it nor at the other end. */
function nextMark(value: number, round: Round): void {
  const places = Array.from({ length: MOST + 1 }, (_, place) => place).filter((place) => {
    const far = Math.abs(place - value);
    return far >= NEAREST && far <= FARTHEST;
  });
  const { value: share, seed } = nextRandom(round.seed);
  round.mark = places[Math.floor(share * places.length)] ?? MIDDLE;
  round.seed = seed;
  round.stayed = 0;
}
