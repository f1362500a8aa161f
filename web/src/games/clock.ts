/** Logic runs 60 times a second, however often the screen is drawn. */
export const STEPS_PER_SECOND = 60;
const STEP = 1000 / STEPS_PER_SECOND; // milliseconds
/** After a longer gap (a busy computer) time is dropped rather than played fast. */
const LONGEST_GAP = 100; // milliseconds

/** How many steps are due at each drawing. */
export class StepClock {
  #last: number | null = null;
  #owed = 0;

  /** The steps due at a time in milliseconds; the first time only starts the clock. */
  due(now: number): number {
    const gap = this.#last === null ? 0 : Math.min(Math.max(now - this.#last, 0), LONGEST_GAP);
    this.#last = now;
    // A sixtieth of a second is no whole number: a hair's tolerance keeps 60 Hz screens even.
    this.#owed += gap + 1e-6;
    const steps = Math.floor(this.#owed / STEP);
    this.#owed -= steps * STEP;
    return steps;
  }
}
