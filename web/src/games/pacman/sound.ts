import type { Happening } from './rules';

/** Frequencies in hertz, one after another. */
const TUNES: Readonly<Record<Happening, readonly number[]>> = {
  dot: [330],
  power: [392, 523],
  ghost: [523, 659, 784],
  bonus: [659, 784, 988],
  extra: [523, 784, 1047],
  caught: [392, 330, 262, 196],
  cleared: [523, 659, 784, 1047],
  over: [262, 220, 175],
};
const NOTE = 0.075; // seconds
const LOUDNESS = 0.05;

/** Beeps of our own. The browser allows sound once the player has pressed something. */
export class Sound {
  #context: AudioContext | null = null;

  play(happened: readonly Happening[]): void {
    const loudest = happened.findLast((what) => what !== 'dot') ?? happened[0];
    if (!loudest) return;
    this.#context ??= new AudioContext();
    const { currentTime } = this.#context;
    TUNES[loudest].forEach((frequency, n) => this.#note(frequency, currentTime + n * NOTE));
  }

  close(): void {
    void this.#context?.close();
    this.#context = null;
  }

  #note(frequency: number, start: number): void {
    if (!this.#context) return;
    const oscillator = new OscillatorNode(this.#context, { type: 'triangle', frequency });
    const gain = new GainNode(this.#context, { gain: LOUDNESS });
    gain.gain.setTargetAtTime(0, start + 0.6 * NOTE, 0.02);
    oscillator.connect(gain).connect(this.#context.destination);
    oscillator.start(start);
    oscillator.stop(start + 3 * NOTE);
  }
}
