import type { Camera } from '../../lib/camera.svelte';

const GET_READY = 3; // seconds to step out of the picture
const SECOND = 1000; // ms

/** Takes one picture of the empty room, after a countdown. */
export class RoomShot {
  /** Seconds left of the countdown; 0 when there is none. */
  left = $state(0);
  readonly share = null;
  /** Whether it counts down, or the picture is on its way. */
  busy = $state(false);
  /** Why there is no picture. */
  problem = $state('');

  #timer: ReturnType<typeof setTimeout> | undefined;
  #started = false; // the camera, for this

  constructor(
    private readonly camera: Pick<Camera, 'state' | 'sentence' | 'start' | 'stop' | 'grab'>,
    private readonly keep: (jpeg: Uint8Array<ArrayBuffer>) => Promise<unknown>,
  ) {}

  async begin(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    if (this.camera.state !== 'on') {
      this.#started = true;
      await this.camera.start();
    }
    if (!this.busy) return this.cancel(); // while the camera started
    if (this.camera.state === 'on') this.#count(GET_READY);
    else {
      this.problem = this.camera.sentence;
      this.cancel();
    }
  }

  /** Leave it, and the camera as it was before. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.left = 0;
    this.busy = false;
    if (this.#started) this.camera.stop();
    this.#started = false;
  }

  #count(left: number): void {
    this.left = left;
    if (left > 0) this.#timer = setTimeout(() => this.#count(left - 1), SECOND);
    else void this.#take();
  }

  async #take(): Promise<void> {
    try {
      await this.keep((await this.camera.grab()) as Uint8Array<ArrayBuffer>);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.cancel();
  }
}
