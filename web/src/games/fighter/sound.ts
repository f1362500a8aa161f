import type { Happening } from './state';

/** One noise or tone: from one frequency to another (hertz), for some seconds. */
interface Voice {
  /** A tone, or noise through a filter. */
  kind: OscillatorType | 'noise';
  from: number;
  to: number;
  seconds: number;
  /** Seconds after the start. */
  after?: number;
  loudness: number;
}

const BELL: readonly Voice[] = [
  { kind: 'triangle', from: 1046, to: 1040, seconds: 0.5, loudness: 0.06 },
  { kind: 'sine', from: 2637, to: 2630, seconds: 0.3, loudness: 0.02 },
];

const VOICES: Readonly<Record<Happening['what'], readonly Voice[]>> = {
  swing: [{ kind: 'noise', from: 1800, to: 700, seconds: 0.09, loudness: 0.03 }],
  hit: [
    { kind: 'noise', from: 900, to: 200, seconds: 0.12, loudness: 0.16 },
    { kind: 'sine', from: 150, to: 45, seconds: 0.16, loudness: 0.2 },
  ],
  blocked: [
    { kind: 'noise', from: 2600, to: 1500, seconds: 0.06, loudness: 0.08 },
    { kind: 'triangle', from: 320, to: 200, seconds: 0.08, loudness: 0.08 },
  ],
  jump: [{ kind: 'sine', from: 180, to: 340, seconds: 0.1, loudness: 0.04 }],
  land: [{ kind: 'noise', from: 400, to: 120, seconds: 0.07, loudness: 0.07 }],
  thud: [
    { kind: 'noise', from: 300, to: 80, seconds: 0.16, loudness: 0.14 },
    { kind: 'sine', from: 90, to: 40, seconds: 0.2, loudness: 0.16 },
  ],
  ko: [
    { kind: 'sine', from: 220, to: 40, seconds: 0.7, loudness: 0.22 },
    { kind: 'noise', from: 1400, to: 100, seconds: 0.5, loudness: 0.12 },
  ],
  fight: BELL,
  time: [...BELL, ...BELL.map((voice) => ({ ...voice, after: 0.25 }))],
  won: [392, 523, 659, 784].map((from, n) => ({
    kind: 'triangle' as const,
    from,
    to: from,
    seconds: 0.22,
    after: 0.11 * n,
    loudness: 0.05,
  })),
};

const NOISE_SECONDS = 0.6;

/** Sounds of our own. The browser allows them once the player has pressed something. */
export class Sound {
  #context: AudioContext | null = null;
  #noise: AudioBuffer | null = null;

  play(happened: readonly Happening[]): void {
    for (const what of new Set(happened.map((one) => one.what))) {
      for (const voice of VOICES[what]) this.#play(voice);
    }
  }

  close(): void {
    void this.#context?.close();
    this.#context = this.#noise = null;
  }

  #play({ kind, from, to, seconds, after = 0, loudness }: Voice): void {
    const context = (this.#context ??= new AudioContext());
    const start = context.currentTime + after;
    const gain = new GainNode(context, { gain: loudness });
    gain.gain.setTargetAtTime(0, start + 0.35 * seconds, 0.25 * seconds);
    gain.connect(context.destination);
    const end = start + 2 * seconds;
    if (kind === 'noise') {
      const filter = new BiquadFilterNode(context, { type: 'bandpass', frequency: from, Q: 0.8 });
      filter.frequency.exponentialRampToValueAtTime(to, start + seconds);
      const source = new AudioBufferSourceNode(context, { buffer: this.#rustle(context) });
      source.connect(filter).connect(gain);
      source.start(start);
      source.stop(end);
      return;
    }
    const tone = new OscillatorNode(context, { type: kind, frequency: from });
    tone.frequency.exponentialRampToValueAtTime(to, start + seconds);
    tone.connect(gain);
    tone.start(start);
    tone.stop(end);
  }

  #rustle(context: AudioContext): AudioBuffer {
    if (this.#noise) return this.#noise;
    const length = Math.round(NOISE_SECONDS * context.sampleRate);
    const buffer = context.createBuffer(1, length, context.sampleRate);
    const samples = buffer.getChannelData(0);
    for (let n = 0; n < length; n += 1) samples[n] = 2 * Math.random() - 1;
    return (this.#noise = buffer);
  }
}
