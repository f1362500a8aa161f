import type { Eyes } from './eyes';
import { STREAM } from './frames';
import type { Stream } from './stream';

const NO_MODEL_PAUSE = 500; // ms between frames while the server has no model to ask
const LATELY = 3000; // ms that are remembered, to be put right
const APART = 60; // ms between remembered frames

export interface Seen {
  jpeg: Uint8Array;
  captured: number;
}

/** Sends frames to be recognised, the newest one whenever the last one was answered. */
export class Watcher {
  /** The newest frame that was sent. */
  seen: Seen | null = null;
  /** Frames that were sent of late, oldest first. */
  lately: Seen[] = [];
  #eyes: Pick<Eyes, 'grab'>;
  #stopLooking: (() => void) | undefined;
  #number = STREAM; // of what is looked at
  #newest: number | null = null; // when the newest frame that was not sent was captured
  #grabbing = false;
  #notBefore = 0; // ms, as performance.now()

  constructor(
    private readonly stream: Pick<Stream, 'mayWatch' | 'watch'>,
    private readonly camera: Pick<Eyes, 'grab'>,
  ) {
    this.#eyes = camera;
  }

  /**
   * Look at something else than the camera, while `wanted`; null for the camera again.
   *
   * With `apart` no movement goes on from what was looked at before into this.
   */
  look(eyes: Eyes | null, wanted: () => boolean, apart = false): void {
    this.#stopLooking?.();
    if (apart) this.#number += 1;
    this.seen = null;
    this.lately = [];
    this.#newest = null;
    this.#eyes = eyes ?? this.camera;
    this.#stopLooking = eyes?.onFrame((captured) => {
      if (wanted()) this.#show(captured);
    });
  }

  /** There is a new frame of the camera. */
  frame(captured: number): void {
    if (this.#eyes === this.camera) this.#show(captured);
  }

  /** The last frame was answered: send what is to be seen by now, if that is newer. */
  answered(): void {
    this.#send();
  }

  /** The server has no model yet: ask less often. */
  wait(): void {
    this.#notBefore = performance.now() + NO_MODEL_PAUSE;
  }

  /** There is a new model: ask again at once. */
  goOn(): void {
    this.#notBefore = 0;
  }

  #remember(seen: Seen): void {
    this.seen = seen;
    const since = seen.captured - (this.lately.at(-1)?.captured ?? -Infinity);
    if (since < APART) return;
    this.lately = this.lately.filter(({ captured }) => captured > seen.captured - LATELY);
    this.lately.push(seen);
  }

  #show(captured: number): void {
    this.#newest = captured;
    this.#send();
  }

  #send(): void {
    const captured = this.#newest;
    if (captured === null || this.#grabbing || !this.stream.mayWatch) return;
    if (performance.now() < this.#notBefore) return;
    this.#newest = null;
    this.#grabbing = true;
    const eyes = this.#eyes;
    void eyes
      .grab()
      .then((jpeg) => {
        if (eyes !== this.#eyes) return;
        this.#remember({ jpeg, captured });
        this.stream.watch(captured, jpeg, this.#number);
      })
      .catch(() => undefined) // the camera was switched off meanwhile
      .finally(() => (this.#grabbing = false));
  }
}
