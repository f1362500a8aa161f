import { preferences } from '../../lib/preferences.svelte';
import type { Session } from '../../lib/session.svelte';

const SECOND = 1000; // ms
const STEP = 100; // ms between two looks at the clock
const GET_READY = 3; // seconds, where no countdown is set
/** Of what is none of the actions: seconds of one take, long enough to do several things. */
export const OTHER_SECONDS = 15;

type Holder = Pick<Session, 'holding' | 'hold' | 'release' | 'classOf' | 'kind'>;

/**
 * What the record buttons do: record while held or, with a countdown, once it has run down.
 *
 * With a countdown one press starts it, and another one ends it or the recording.
 */
export class Recorder {
  /** The class that is counted down to or recorded by the clock. */
  classId = $state<string | null>(null);
  /** Seconds left of the countdown; 0 when there is none. */
  left = $state(0);
  /** How much of a recording by the clock is done, 0 to 1; null while there is none. */
  share = $state<number | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Holder) {}

  /** The button or key of a class was pressed. */
  press(classId: string): void {
    if (this.classId === classId) return this.cancel();
    if (preferences.countdown > 0) return this.record(classId);
    this.cancel();
    this.session.hold(classId);
  }

  /** It was let go. */
  letGo(classId: string): void {
    if (this.classId === null && this.session.holding === classId) this.session.release();
  }

  /** Record a class for as long as its takes are to be, after a countdown. */
  record(classId: string): void {
    this.cancel();
    this.classId = classId;
    this.#count(preferences.countdown || GET_READY, this.#lengthOf(classId));
  }

  /** End the countdown or the recording that followed it. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.left = 0;
    this.share = null;
    if (this.classId !== null && this.session.holding === this.classId) this.session.release();
    this.classId = null;
  }

  #lengthOf(classId: string): number {
    if (this.session.kind !== 'clip') return preferences.seconds;
    const { role } = this.session.classOf(classId) ?? {};
    return role === 'background' ? OTHER_SECONDS : preferences.actionSeconds;
  }

  #count(left: number, seconds: number): void {
    this.left = left;
    if (left > 0) this.#timer = setTimeout(() => this.#count(left - 1, seconds), SECOND);
    else this.#record(seconds);
  }

  #record(seconds: number): void {
    if (this.classId === null) return;
    this.session.hold(this.classId);
    this.#run(performance.now(), seconds * SECOND);
  }

  #run(began: number, milliseconds: number): void {
    const past = performance.now() - began;
    // It may have ended by itself: the camera was unplugged, or the take was long enough.
    if (past >= milliseconds || this.session.holding !== this.classId) return this.cancel();
    this.share = past / milliseconds;
    const next = Math.min(STEP, milliseconds - past);
    this.#timer = setTimeout(() => this.#run(began, milliseconds), next);
  }
}
