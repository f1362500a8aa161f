import { beforeEach, describe, expect, it } from 'vitest';
import { STEPS_PER_SECOND } from '../clock';
import {
  isNear,
  isOver,
  MARKS,
  MIDDLE,
  MOST,
  newState,
  press,
  put,
  release,
  startRound,
  STAY,
  step,
  type State,
} from './rules';

let state: State;
beforeEach(() => {
  state = newState();
});

function steps(n: number): number {
  let reached = 0;
  for (let i = 0; i < n; i += 1) reached += Number(step(state));
  return reached;
}

describe('the slider', () => {
  it('begins in the middle and stays there', () => {
    steps(600);
    expect(state.value).toBe(MIDDLE);
  });

  it('moves one step for a short sound, whose end comes soon', () => {
    press(state, 'right');
    steps(3);
    release(state, 'right');
    steps(60);
    expect(state.value).toBe(MIDDLE + 1);
  });

  it('moves ten steps a second while a sound goes on', () => {
    press(state, 'left');
    steps(STEPS_PER_SECOND);
    expect(state.value).toBe(MIDDLE - 1 - 10);
  });

  it('stays between its ends', () => {
    press(state, 'right');
    steps(10 * STEPS_PER_SECOND);
    expect(state.value).toBe(MOST);
    release(state, 'right');
    press(state, 'left');
    steps(20 * STEPS_PER_SECOND);
    expect(state.value).toBe(0);
  });

  it('goes by the newest of two sounds, and by the older one again after it', () => {
    press(state, 'left');
    press(state, 'right');
    expect(state.value).toBe(MIDDLE);
    steps(60);
    expect(state.value).toBe(MIDDLE + 10);
    release(state, 'right');
    steps(60);
    expect(state.value).toBe(MIDDLE);
  });

  it('takes a second start without a stop for the same sound', () => {
    press(state, 'left');
    press(state, 'left');
    expect(state.value).toBe(MIDDLE - 1);
    release(state, 'left');
    steps(60);
    expect(state.value).toBe(MIDDLE - 1);
  });

  it.each([
    [-5, 0],
    [33.4, 33],
    [1000, MOST],
  ])('put at %d is at %d', (wanted, value) => {
    put(state, wanted);
    expect(state.value).toBe(value);
  });
});

describe('a round', () => {
  it('counts a mark when the slider has stayed there for a second', () => {
    startRound(state, 1);
    const { mark } = state.round!;
    put(state, mark + 2);
    expect(isNear(state)).toBe(true);
    expect(steps(STAY - 1)).toBe(0);
    expect(steps(1)).toBe(1);
    expect(state.round!.reached).toBe(1);
    expect(state.round!.mark).not.toBe(mark);
  });

  it('begins to count again when the slider leaves', () => {
    startRound(state, 1);
    const { mark } = state.round!;
    put(state, mark);
    steps(STAY - 1);
    put(state, mark > MIDDLE ? mark - 3 : mark + 3);
    steps(1);
    put(state, mark);
    expect(steps(STAY - 1)).toBe(0);
    expect(steps(1)).toBe(1);
  });

  it('ends after the last mark, and so does its time', () => {
    startRound(state, 7);
    while (!isOver(state.round!)) {
      put(state, state.round!.mark);
      steps(1);
    }
    expect(state.round!.reached).toBe(MARKS);
    expect(state.round!.time).toBe(MARKS * STAY);
    steps(100);
    expect(state.round!.time).toBe(MARKS * STAY);
  });

  it.each([0, 3, 50, 97, MOST])('puts marks within reach of %d, wherever that is', (value) => {
    for (let seed = 0; seed < 200; seed += 1) {
      put(state, value);
      startRound(state, seed);
      const { mark } = state.round!;
      expect(mark).toBeGreaterThanOrEqual(0);
      expect(mark).toBeLessThanOrEqual(MOST);
      expect(Math.abs(mark - value)).toBeGreaterThanOrEqual(10);
      expect(Math.abs(mark - value)).toBeLessThanOrEqual(40);
    }
  });
});
