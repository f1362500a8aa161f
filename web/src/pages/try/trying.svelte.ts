import type { Eyes } from '../../lib/eyes';
import type { Tried } from '../../lib/protocol';

export const EVERY = 200; // ms between two questions
const REST = 2000; // ms after one that failed

/** Asks again and again what is seen in the newest picture, one question at a time. */
export class Trying {
  /** What was said last. */
  tried = $state.raw<Tried | null>(null);
  /** Why nothing is said. */
  problem = $state('');
  /** Milliseconds that the last answer took. */
  milliseconds = $state(0);

  #eyes: Eyes;
  #stop: (() => void) | undefined;
  #last: { jpeg: Uint8Array; about: string } | null = null;
  #asking = false;
  #due = 0; // ms, as performance.now()

  constructor(
    private readonly camera: Eyes,
    private readonly ask: (jpeg: Uint8Array<ArrayBuffer>) => Promise<Tried>,
    /** What the answer depends on besides the picture: the class, and the model. */
    private readonly about: () => string,
  ) {
    this.#eyes = camera;
    this.look(null);
  }

  /** Look at a photo or a video instead of the camera; null for the camera again. */
  look(eyes: Eyes | null): void {
    this.#stop?.();
    this.#eyes = eyes ?? this.camera;
    this.#stop = this.#eyes.onFrame(() => void this.#see());
    this.tried = null;
    this.#due = 0;
  }

  close(): void {
    this.#stop?.();
  }

  async #see(): Promise<void> {
    const began = performance.now();
    if (this.#asking || began < this.#due) return;
    this.#asking = true;
    this.#due = began + EVERY;
    const eyes = this.#eyes;
    const about = this.about();
    try {
      const jpeg = await eyes.grab();
      // A photo stays the same.
      if (this.#last?.jpeg === jpeg && this.#last.about === about && this.tried) return;
      const tried = await this.ask(jpeg as Uint8Array<ArrayBuffer>);
      if (eyes !== this.#eyes) return;
      this.#last = { jpeg, about };
      this.tried = tried;
      this.problem = '';
      this.milliseconds = performance.now() - began;
    } catch (error) {
      if (eyes === this.#eyes) this.#failed(error);
    } finally {
      this.#asking = false;
    }
  }

  #failed(error: unknown): void {
    this.tried = null;
    this.problem = error instanceof Error ? error.message : String(error);
    this.#due = performance.now() + REST;
  }
}
