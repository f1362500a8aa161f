import { newTakeId } from './frames';
import type { Begin } from './protocol';

/** The part of the stream that a recording needs. */
export interface TakeSink {
  readonly mayTake: boolean;
  /** Whether the connection is lost, and as many frames wait for it as can be kept. */
  readonly full: boolean;
  /** Whether more of a take can be kept of which every frame counts. */
  keeps(take: string): boolean;
  begin(begin: Begin): void;
  frame(take: string, sequence: number, captured: number, jpeg: Uint8Array): void;
  end(take: string): void;
}

/** A frame of a take as it was made, before it is saved. */
export interface Recorded {
  classId: string;
  take: string;
  sequence: number;
  /** When it was captured (ms, as performance.now()). */
  captured: number;
  jpeg: Uint8Array;
}

export interface RecordingOptions {
  classId: string;
  /** Frames a second. */
  rate: number;
  /** Whether every frame counts, also those made while the server is away or behind. */
  whole: boolean;
  grab: () => Promise<Uint8Array>;
  /** Called for each frame that was sent. */
  onFrame?: (frame: Recorded) => void;
  onError?: (error: unknown) => void;
}

const EARLY = 6; // ms a camera frame may come before its time: cameras are not clocks

/**
 * One take while it is being recorded: frames numbered from 0 without gaps, at most `rate` a
 * second.
 *
 * The first frame is taken at once, so that the shortest press records one picture.
 */
export class Recording {
  readonly take = newTakeId();
  #due: number; // ms, as performance.now()
  #sequence = 0;
  #busy: Promise<void> | null = null;
  #stopped = false;

  constructor(
    private readonly sink: TakeSink,
    private readonly options: RecordingOptions,
    now = performance.now(),
  ) {
    sink.begin({
      type: 'begin',
      take: this.take,
      class_id: options.classId,
      source: 'camera',
      rate: options.rate,
    });
    this.#due = now;
    this.frame(now);
  }

  /** Whether no more of it can be kept. */
  get full(): boolean {
    return this.options.whole ? !this.#mayTake : this.sink.full;
  }

  /** Record the newest camera frame if it is time for one; say whether it was. */
  frame(captured: number): boolean {
    if (this.#stopped || this.#busy || !this.#mayTake || captured < this.#due - EARLY) {
      return false;
    }
    const interval = 1000 / this.options.rate;
    this.#due = Math.max(this.#due + interval, captured + interval / 2);
    this.#busy = this.#record(captured).finally(() => (this.#busy = null));
    return true;
  }

  /** End the take, after the frame that is just being made. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.#busy;
    this.sink.end(this.take);
  }

  get #mayTake(): boolean {
    return this.options.whole ? this.sink.keeps(this.take) : this.sink.mayTake;
  }

  async #record(captured: number): Promise<void> {
    const { take } = this;
    const { classId, grab, onFrame } = this.options;
    try {
      const jpeg = await grab();
      const sequence = this.#sequence++;
      this.sink.frame(take, sequence, captured, jpeg);
      onFrame?.({ classId, take, sequence, captured, jpeg });
    } catch (error) {
      this.options.onError?.(error);
    }
  }
}
