import { eachFrame } from './each_frame';

/** Plays recordings, or parts of them, one at a time. */
export class Player {
  /** What is played. */
  playing = $state<string | null>(null);
  /** Where it is, in seconds from its beginning. */
  position = $state(0);

  #audio: HTMLAudioElement | null = null;
  #stopFrames: (() => void) | undefined;

  constructor(
    private readonly onproblem: (sentence: string) => void,
    private readonly open: (url: string) => HTMLAudioElement = (url) => new Audio(url),
  ) {}

  /** Play from one second to another, instead of what is played. */
  play(key: string, url: string, from: number, to: number): void {
    this.stop();
    const audio = this.open(url);
    this.#audio = audio;
    this.playing = key;
    this.position = from;
    audio.currentTime = from;
    audio.onended = () => this.stop();
    audio.onerror = () => {
      if (audio !== this.#audio) return;
      this.stop();
      this.onproblem("This recording can't be played here. It is kept, and learned from.");
    };
    this.#stopFrames = eachFrame(() => {
      if (audio.readyState === 0) return; // it is not yet where it is to begin
      this.position = audio.currentTime;
      if (this.position >= to) this.stop();
    });
    audio.play().catch(() => audio === this.#audio && this.stop());
  }

  stop(): void {
    this.#stopFrames?.();
    this.#audio?.pause();
    this.#audio = null;
    this.playing = null;
  }
}
