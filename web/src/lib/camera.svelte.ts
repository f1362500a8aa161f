import { cameraProblem, UNPLUGGED } from './camera_errors';
import type { DeviceProblem, DeviceState } from './device_errors';
import { Grabber } from './grabber';
import { listDevices, openDevice, stopTracks, type Device } from './media_devices';
import { preferences } from './preferences.svelte';

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };

/** The camera of this tab. */
export class Camera {
  state = $state<DeviceState>('off');
  /** What is wrong and what to do about it, or nothing. */
  sentence = $state('');
  devices = $state<Device[]>([]);
  deviceId = $state<string | null>(null);
  stream = $state.raw<MediaStream | null>(null);

  #video: HTMLVideoElement | null = null;
  #grabber = new Grabber();
  #callbacks = new Set<(captured: number) => void>();
  #starts = 0; // the newest wish wins when several starts and stops overlap
  #grabbed: Promise<Uint8Array> | null = null; // of the newest frame

  /** Whether the view is shown as in a mirror. */
  get mirrored(): boolean {
    return preferences.mirrored;
  }

  set mirrored(mirrored: boolean) {
    preferences.mirrored = mirrored;
  }

  /** Switch on; problems are told by `state` and `sentence`. */
  async start(deviceId: string | null = preferences.deviceId): Promise<void> {
    const start = ++this.#starts;
    this.#release();
    this.state = 'starting';
    this.sentence = '';
    preferences.camera = true;
    try {
      const stream = await openDevice('video', WANTED, deviceId);
      if (start !== this.#starts) {
        stopTracks(stream);
        return;
      }
      await this.#show(stream, start);
    } catch (error) {
      if (start === this.#starts) this.#fail(cameraProblem(error));
    }
  }

  stop(): void {
    this.#starts++;
    this.#release();
    this.state = 'off';
    this.sentence = '';
  }

  /** Call back once for every new frame, with when it was captured (ms, as performance.now()). */
  onFrame(callback: (captured: number) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** The newest frame as JPEG; asked several times between two frames, it is made once. */
  grab(): Promise<Uint8Array> {
    if (!this.#video || this.state !== 'on') {
      return Promise.reject(new Error('The camera is off.'));
    }
    this.#grabbed ??= this.#grabber.grab(this.#video);
    return this.#grabbed;
  }

  async #show(stream: MediaStream, start: number): Promise<void> {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    await video.play();
    if (start !== this.#starts) {
      stopTracks(stream);
      return;
    }
    const track = stream.getVideoTracks()[0];
    track?.addEventListener('ended', () => {
      if (this.stream === stream) this.#fail(UNPLUGGED);
    });
    this.#video = video;
    this.stream = stream;
    this.deviceId = track?.getSettings().deviceId ?? null;
    preferences.deviceId = this.deviceId;
    this.state = 'on';
    this.#listen(video);
    this.devices = await listDevices('videoinput', 'Camera');
  }

  #listen(video: HTMLVideoElement): void {
    const next = (now: number, frame?: VideoFrameCallbackMetadata) => {
      if (video !== this.#video) return;
      this.#grabbed = null;
      for (const callback of this.#callbacks) callback(frame?.captureTime ?? now);
      wait();
    };
    const wait = () => {
      if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(next);
      else requestAnimationFrame(next);
    };
    wait();
  }

  #fail(problem: DeviceProblem): void {
    this.#release();
    this.state = problem.state;
    this.sentence = problem.sentence;
  }

  #release(): void {
    if (this.stream) stopTracks(this.stream);
    if (this.#video) this.#video.srcObject = null;
    this.stream = null;
    this.#video = null;
    this.#grabbed = null;
  }
}

export const camera = new Camera();
