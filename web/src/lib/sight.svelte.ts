import type { Pose, Subject } from './protocol';
import { missing, seeks, wordsOf } from './subjects';

const BREAK = 500; // ms without an answer after which a pose is no longer where it was
const GONE_AFTER = 400; // ms; a hand that is lost for a frame or two is not worth a word
const TIP_AFTER = 3000; // ms

const NONE: readonly Pose[] = [];

/** The hands or the body in the newest frame, and what is missing there. */
export class Sight {
  poses = $state.raw<readonly Pose[]>(NONE);
  /** What can't be seen, in words, once that lasts. */
  missing = $state<string | null>(null);
  /** What helps, once it lasts longer. */
  tip = $state<string | null>(null);

  #since: number | null = null; // when it went missing, as performance.now()
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** This is in the newest frame of a project that looks at `subject`. */
  see(subject: Subject, poses: readonly Pose[], now = performance.now()): void {
    clearTimeout(this.#timer);
    if (!seeks(subject)) return this.forget();
    this.poses = poses;
    const lacking = missing(subject, poses);
    this.#since = lacking === null ? null : (this.#since ?? now);
    const lasted = this.#since === null ? 0 : now - this.#since;
    this.missing = lasted >= GONE_AFTER ? lacking : null;
    this.tip = lasted >= TIP_AFTER ? wordsOf(subject).tip : null;
    this.#timer = setTimeout(() => this.forget(), BREAK);
  }

  /** Nothing is looked at any more. */
  forget(): void {
    clearTimeout(this.#timer);
    this.poses = NONE;
    this.missing = null;
    this.tip = null;
    this.#since = null;
  }
}
