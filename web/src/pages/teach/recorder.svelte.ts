import { preferences } from '../../lib/preferences.svelte';
import type { Session } from '../../lib/session.svelte';

const SECOND = 1000; // ms

type Holder = Pick<Session, 'holding' | 'hold' | 'release'>;

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

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Holder) {}

  /** The button or key of a class was pressed. */
  press(classId: string): void {
    if (preferences.countdown === 0) {
      this.session.hold(classId);
    } else if (this.classId === classId) {
      this.cancel();
    } else {
      this.cancel();
      this.classId = classId;
      this.#count(preferences.countdown);
    }
  }

  /** It was let go. */
  letGo(classId: string): void {
    if (preferences.countdown === 0 && this.session.holding === classId) this.session.release();
  }

  /** End the countdown or the recording that followed it. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.left = 0;
    if (this.classId !== null && this.session.holding === this.classId) this.session.release();
    this.classId = null;
  }

  #count(left: number): void {
    this.left = left;
    if (left > 0) this.#timer = setTimeout(() => this.#count(left - 1), SECOND);
    else this.#record();
  }

  #record(): void {
    if (this.classId === null) return;
    this.session.hold(this.classId);
    this.#timer = setTimeout(() => this.cancel(), preferences.seconds * SECOND);
  }
}
