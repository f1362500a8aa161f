// From the browser's samples to the 16-bit blocks that are sent and stored.
import { BLOCK_SECONDS } from './protocol';

const QUANTUM = 128; // samples that an AudioWorklet is given at a time

const LOUDEST = 32767;
const SCALE = 32768; // as decoders of 16-bit sound divide

/** Samples of a block at a rate: as many whole quanta as last BLOCK_SECONDS at most. */
export function blockLength(rate: number): number {
  return QUANTUM * Math.max(1, Math.floor((rate * BLOCK_SECONDS) / QUANTUM));
}

/** One sample from -1..1 to 16 bits, rounded; what is louder is cut off. */
export function toInt16(sample: number): number {
  return Math.max(-SCALE, Math.min(LOUDEST, Math.round(sample * SCALE)));
}

/** Packs samples into blocks of equal length, without a gap between them. */
export class Packer {
  #block: Int16Array<ArrayBuffer>;
  #filled = 0;

  constructor(private readonly length: number) {
    this.#block = new Int16Array(length);
  }

  /** Add samples; call back with every block that they fill. */
  add(samples: Float32Array, full: (block: Int16Array<ArrayBuffer>) => void): void {
    for (const sample of samples) {
      this.#block[this.#filled++] = toInt16(sample);
      if (this.#filled < this.length) continue;
      full(this.#block);
      this.#block = new Int16Array(this.length);
      this.#filled = 0;
    }
  }
}
