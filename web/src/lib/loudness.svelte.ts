// How loud it is, as a bar shows it, and what is wrong with it.

const FULL = 32768; // of samples of 16 bits
const QUIETEST = -60; // dB of full scale, at the left end of the bar
const SILENT = 1e-4; // -80 dB: less than any microphone hears in a room
const SILENT_AFTER = 3000; // ms
/** The least peak of a sound that somebody makes. */
export const HEARD = 0.02; // -34 dB: louder than a quiet room, and quieter than a voice
const CLIPPED = 0.99;
const CLIPPED_FOR = 1500; // ms that it is told after

/** From a peak, 0..1, to the length of the bar, 0..1. */
export function barOf(peak: number): number {
  if (peak <= 0) return 0;
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(peak)) / QUIETEST));
}

/** The highest of some samples, 0..1 of full scale. */
export function peakOf(samples: Float32Array | Int16Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return samples instanceof Int16Array ? peak / FULL : peak;
}

/** Tells when nothing is heard at all, or too much. */
export class Loudness {
  problem = $state<'silent' | 'clipped' | null>(null);
  /** Whether there has been a sound yet. */
  heard = $state(false);

  #silentSince: number | null = null; // ms, as performance.now()
  #clippedAt = -Infinity;

  note(peak: number, now: number): void {
    if (peak >= HEARD) this.heard = true;
    this.#silentSince = peak > SILENT ? null : (this.#silentSince ?? now);
    if (peak >= CLIPPED) this.#clippedAt = now;
    if (this.#silentSince !== null && now - this.#silentSince >= SILENT_AFTER) {
      this.problem = 'silent';
    } else {
      this.problem = now - this.#clippedAt < CLIPPED_FOR ? 'clipped' : null;
    }
  }
}
