import { STEPS_PER_SECOND, StepClock } from '../clock';
import { loadBest, saveBest } from './best';
import {
  isNear,
  isOver,
  newState,
  press,
  put,
  release,
  startRound,
  STAY,
  step,
  type State,
  type Way,
} from './rules';

/** A round as the page shows it. */
export interface Shown {
  /** 0 to 10. */
  mark: number;
  reached: number;
  /** How much of the second at the mark is over, 0 to 1. */
  stayed: number;
  seconds: number;
  over: boolean;
}

/** The slider as the page shows it: 60 steps a second, and what of it is seen. */
export class Sliding {
  /** 0 to 10. */
  value = $state(5);
  /** Where it moves now. */
  way = $state<Way | null>(null);
  near = $state(false);
  round = $state.raw<Shown | null>(null);
  /** Seconds of the quickest round yet. */
  best = $state<number | null>(loadBest());

  #state: State = newState();
  #clock = new StepClock();

  /** `seed` makes a number for each round; the same number makes the same marks. */
  constructor(private readonly seed: () => number) {}

  press(way: Way): void {
    press(this.#state, way);
    this.#show();
  }

  release(way: Way): void {
    release(this.#state, way);
    this.#show();
  }

  put(value: number): void {
    put(this.#state, value * 10);
    this.#show();
  }

  startRound(): void {
    startRound(this.#state, this.seed());
    this.#show();
  }

  endRound(): void {
    this.#state.round = null;
    this.#show();
  }

  /** Does the steps that are due at a time in milliseconds; says whether a mark was reached. */
  tick(now: number): boolean {
    const due = this.#clock.due(now);
    let reached = false;
    for (let n = 0; n < due; n += 1) reached = step(this.#state) || reached;
    if (due > 0) this.#show();
    if (reached && this.round?.over) this.#note(this.round.seconds);
    return reached;
  }

  #note(seconds: number): void {
    if (this.best !== null && this.best <= seconds) return;
    this.best = seconds;
    saveBest(seconds);
  }

  #show(): void {
    const { value, ways, round } = this.#state;
    this.value = value / 10;
    this.way = ways.at(-1) ?? null;
    this.near = isNear(this.#state);
    this.round = round && {
      mark: round.mark / 10,
      reached: round.reached,
      stayed: Math.min(1, round.stayed / STAY),
      seconds: Math.floor((round.time / STEPS_PER_SECOND) * 10) / 10,
      over: isOver(round),
    };
  }
}
