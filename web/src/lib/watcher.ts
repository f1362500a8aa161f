import type { Eyes } from './eyes';
import type { Stream } from './stream';

const NO_MODEL_PAUSE = 500; // ms between frames while the server has no model to ask

export interface Seen {
  jpeg: Uint8Array;
  captured: number;
}

/** Sends frames to be recognised, the newest one whenever the last one was answered. */
export class Watcher {
  /** The newest frame that was sent. */
  seen: Seen | null = null;
  #eyes: Pick<Eyes, 'grab'>;
  #stopLooking: (() => void) | undefined;
  #newest: number | null = null; // when the newest frame that was not sent was captured
  #grabbing = false;
  #notBefore = 0; // ms, as performance.now()

  constructor(
    private readonly stream: Pick<Stream, 'mayWatch' | 'watch'>,
    private readonly camera: Pick<Eyes, 'grab'>,
  ) {
    this.#eyes = camera;
  }

  /** Look at something else than the camera, while `wanted`; null for the camera again. */
  look(eyes: Eyes | null, wanted: () => boolean): void {
    this.#stopLooking?.();
    this.seen = null;
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
        this.seen = { jpeg, captured };
        this.stream.watch(captured, jpeg);
      })
      .catch(() => undefined) // the camera was switched off meanwhile
      .finally(() => (this.#grabbing = false));
  }
}
