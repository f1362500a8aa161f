import type { Camera } from './camera.svelte';
import { Emitter } from './emitter';
import { preferences } from './preferences.svelte';
import type { Refused, Saved } from './protocol';
import { Recording, type Recorded } from './recording';
import type { Stream } from './stream';
import { toast, toastError } from './toasts.svelte';

type CameraPart = Pick<Camera, 'state' | 'grab' | 'start'>;
type StreamPart = Pick<Stream, 'open' | 'full' | 'mayTake' | 'begin' | 'frame' | 'end'>;

/** The take that is being recorded, while a button is held. */
export class Holding {
  /** The class that is being recorded. */
  classId = $state<string | null>(null);
  /** Frames of the take that are on disk. */
  count = $state(0);
  /** Each frame as it is made, before it is saved. */
  readonly recorded = new Emitter<[Recorded]>();

  #recording: Recording | null = null;

  constructor(
    private readonly stream: StreamPart,
    private readonly camera: CameraPart,
  ) {}

  /** Start recording a take; without a camera, ask for it instead. */
  hold(classId: string): void {
    if (this.camera.state !== 'on') {
      if (this.camera.state !== 'starting') void this.camera.start();
      return;
    }
    if (!this.stream.open) return this.#cannotRecord();
    void this.release();
    this.classId = classId;
    this.count = 0;
    this.#recording = new Recording(this.stream, {
      classId,
      rate: preferences.rate,
      grab: () => this.camera.grab(),
      onFrame: (frame) => this.recorded.emit(frame),
      onError: toastError,
    });
  }

  /** End the take that is being recorded, if any; done when its last frame was sent. */
  release(): Promise<void> {
    const ended = this.#recording?.stop();
    this.#recording = null;
    this.classId = null;
    return Promise.resolve(ended);
  }

  /** There is a new frame of the camera; say whether it was recorded. */
  frame(captured: number): boolean {
    if (this.#recording?.frame(captured)) return true;
    if (this.classId !== null && this.stream.full) this.#cannotRecord();
    return false;
  }

  saved(saved: Saved): void {
    if (saved.take === this.#recording?.take) this.count = saved.take_count;
  }

  /** The server will not have this take. */
  refused(refused: Refused): void {
    if (refused.final && refused.take === this.#recording?.take) void this.release();
  }

  #cannotRecord(): void {
    void this.release();
    toast("Not recording: the studio can't be reached.", { kind: 'bad' });
  }
}
