import type { Camera } from './camera.svelte';
import { Emitter } from './emitter';
import type { Microphone } from './microphone.svelte';
import { preferences } from './preferences.svelte';
import { DEFAULT_RATE, type Ended, type Kind, type Refused, type Saved } from './protocol';
import { Recording, type Recorded } from './recording';
import type { Block } from './sound_graph';
import { SoundRecording, type RecordedSound } from './sound_recording';
import type { Stream } from './stream';
import { toast, toastError } from './toasts.svelte';

export interface Devices {
  camera: Pick<Camera, 'state' | 'grab' | 'start' | 'onFrame'>;
  microphone: Pick<Microphone, 'state' | 'start' | 'onBlock' | 'onEnd'>;
}

type StreamPart = Pick<
  Stream,
  'open' | 'full' | 'mayTake' | 'keeps' | 'begin' | 'frame' | 'block' | 'end' | 'drop'
>;

/** The take that is being recorded, while a button is held. */
export class Holding {
  /** The class that is being recorded. */
  classId = $state<string | null>(null);
  /** Examples of the take that are on disk. */
  count = $state(0);
  /** Each frame as it is made, before it is saved. */
  readonly recorded = new Emitter<[Recorded]>();
  /** Each block of sound, before it is saved. */
  readonly heard = new Emitter<[RecordedSound]>();

  #recording: Recording | SoundRecording | null = null;

  constructor(
    private readonly stream: StreamPart,
    private readonly devices: Devices,
    /** What the project is taught with. */
    private readonly kind: () => Kind,
  ) {}

  /** Start recording a take; without a camera or microphone, ask for it instead. */
  hold(classId: string): void {
    const listens = this.kind() === 'sound';
    const device = listens ? this.devices.microphone : this.devices.camera;
    if (device.state !== 'on') {
      if (device.state !== 'starting') void device.start();
      return;
    }
    if (!this.stream.open) return this.#cannotRecord();
    void this.release();
    this.classId = classId;
    this.count = 0;
    this.#recording = listens ? this.#record(classId) : this.#film(classId);
  }

  /** End the take that is being recorded, if any; done when the last of it was sent. */
  release(): Promise<void> {
    const ended = this.#recording?.stop();
    this.#recording = null;
    this.classId = null;
    return Promise.resolve(ended);
  }

  /** There is a new frame of the camera; say whether it was recorded. */
  frame(captured: number): boolean {
    if (!(this.#recording instanceof Recording)) return false;
    if (this.#recording.frame(captured)) return true;
    if (this.#recording.full) this.#cannotRecord();
    return false;
  }

  /** There is new sound. */
  block(block: Block): void {
    if (!(this.#recording instanceof SoundRecording)) return;
    if (this.#recording.full) this.#cannotRecord();
    else this.#recording.block(block);
  }

  saved(saved: Saved): void {
    if (saved.take === this.#recording?.take) this.count = saved.take_count;
  }

  /** The server has ended a take, perhaps by itself: then it says why. */
  ended(ended: Ended): void {
    if (ended.take !== this.#recording?.take) return;
    void this.release().then(() => this.stream.drop(ended.take));
  }

  /** The server will not have this take. */
  refused(refused: Refused): void {
    if (refused.final && refused.take === this.#recording?.take) void this.release();
  }

  #film(classId: string): Recording {
    const { rate } = preferences;
    const whole = this.kind() === 'clip';
    return new Recording(this.stream, {
      classId,
      // A movement can't be told from fewer.
      rate: whole ? Math.max(rate, DEFAULT_RATE) : rate,
      whole,
      grab: () => this.devices.camera.grab(),
      onFrame: (frame) => this.recorded.emit(frame),
      onError: toastError,
    });
  }

  #record(classId: string): SoundRecording {
    return new SoundRecording(this.stream, classId, (block) => this.heard.emit(block));
  }

  #cannotRecord(): void {
    void this.release();
    toast("Not recording: the studio can't be reached.", { kind: 'bad' });
  }
}
