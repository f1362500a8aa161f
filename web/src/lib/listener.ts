import type { Block } from './sound_graph';
import type { Stream } from './stream';

const MOST_BEHIND = 2; // seconds; then the server is too busy to hear everything
const REST = 1; // seconds of sound that are left out then
const KEPT = 3; // seconds of what was heard, to be put right

/** Sends sound to be recognised: all of it, and after a gap says that there was one. */
export class Listener {
  /** What was heard last. */
  recent: Block[] = [];
  #begun = 0; // number of the first sample since the last gap
  #next = -1; // of the one that the server waits for; -1 after a gap
  #heard = 0; // of the last one that it has told of
  #resting = 0; // seconds

  constructor(private readonly stream: Pick<Stream, 'open' | 'listen' | 'hear'>) {}

  hear(block: Block): void {
    const { position, samples, rate } = block;
    this.#remember(block);
    if (!this.stream.open) this.#next = -1;
    if (this.#next >= 0 && distance(this.#heard, this.#next) > MOST_BEHIND * rate) {
      this.#resting = REST;
    }
    if (this.#resting > 0) {
      this.#resting -= samples.length / rate;
      this.#next = -1;
    }
    if (this.#resting > 0 || !this.stream.open) return;
    if (position !== this.#next) {
      this.#begun = this.#heard = position;
      this.stream.listen(rate);
    }
    this.#next = position + samples.length;
    this.stream.hear(block);
  }

  /** The server has heard everything up to a sample. */
  answered(sequence: number): void {
    const sent = distance(this.#begun, this.#next);
    if (this.#next >= 0 && distance(this.#begun, sequence) <= sent) this.#heard = sequence;
  }

  /** What is heard next does not follow on what was heard before. */
  forget(): void {
    this.recent = [];
    this.#next = -1;
    this.#resting = 0;
  }

  #remember(block: Block): void {
    const last = this.recent.at(-1);
    const follows = last && last.position + last.samples.length === block.position;
    const kept = follows ? this.recent : [];
    const oldest = block.position - KEPT * block.rate;
    this.recent = [...kept.filter(({ position }) => position >= oldest), block];
  }
}

/** How many samples one number is after another; numbers go round after 2 ** 32 - 1. */
function distance(from: number, to: number): number {
  return (to - from) >>> 0;
}
