import { newTakeId } from './frames';
import type { Begin } from './protocol';
import type { Block } from './sound_graph';

/** The part of the stream that a recording of sound needs. */
export interface SoundSink {
  /** Whether more of a take can be kept until the server has it. */
  keeps(take: string): boolean;
  begin(begin: Begin): void;
  block(take: string, sequence: number, captured: number, samples: Int16Array): void;
  end(take: string): void;
}

/** A block of a take as it was made, before it is saved. */
export interface RecordedSound {
  classId: string;
  take: string;
  samples: Int16Array;
  rate: number;
}

const CLICK = 100; // ms; the button itself can be heard that long, and would be learned

/**
 * One take of sound while it is being recorded: samples numbered from 0, and none left out.
 *
 * It begins with the first block after the click of the button that is held.
 */
export class SoundRecording {
  readonly take = newTakeId();
  #length = 0; // samples
  #stopped = false;

  constructor(
    private readonly sink: SoundSink,
    private readonly classId: string,
    private readonly recorded?: (block: RecordedSound) => void,
    private readonly began = performance.now(),
  ) {}

  /** Whether as much waits for the server as can be kept. */
  get full(): boolean {
    return this.#length > 0 && !this.sink.keeps(this.take);
  }

  /** Record what was heard. */
  block({ samples, captured, rate }: Block): void {
    if (this.#stopped || captured < this.began + CLICK) return;
    const { take, classId } = this;
    if (this.#length === 0) {
      this.sink.begin({ type: 'begin', take, class_id: classId, source: 'microphone', rate });
    }
    this.sink.block(take, this.#length, captured, samples);
    this.#length += samples.length;
    this.recorded?.({ classId, take, samples, rate });
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    if (this.#length > 0) this.sink.end(this.take);
  }
}
