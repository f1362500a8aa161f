import { Meter } from './meter';
import type { Answer } from './protocol';

const BREAK = 1000; // ms without an answer after which what was last said is no longer true

/** The newest answer, for as long as it is true, and how quickly answers come. */
export class Answers {
  newest = $state.raw<Answer | null>(null);
  /** Answers in the last second. */
  fps = $state(0);
  /** From camera frame to answer: median of the last second, in ms. */
  latency = $state(0);

  #meter = new Meter();
  #quiet: ReturnType<typeof setTimeout> | undefined;

  add(answer: Answer): void {
    this.newest = answer;
    this.#meter.add(performance.now(), answer.captured);
    this.fps = this.#meter.fps;
    this.latency = this.#meter.latency;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.forget(), BREAK);
  }

  forget(): void {
    clearTimeout(this.#quiet);
    this.newest = null;
    this.#meter = new Meter();
    this.fps = 0;
    this.latency = 0;
  }
}
