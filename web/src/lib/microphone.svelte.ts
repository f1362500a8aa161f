import type { DeviceProblem, DeviceState } from './device_errors';
import { Emitter } from './emitter';
import { listDevices, openDevice, stopTracks, type Device } from './media_devices';
import { microphoneProblem, MICROPHONE_UNPLUGGED } from './microphone_errors';
import { preferences } from './preferences.svelte';
import { openGraph, resumeOnGesture, type Block, type SoundGraph } from './sound_graph';

/** As it comes: what makes calls clearer takes away what sounds are told apart by. */
const WANTED: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/** All that is open while the microphone is on. */
interface Opened {
  stream: MediaStream;
  context: AudioContext;
  graph: SoundGraph;
  listeners: AbortController;
}

/** The microphone of this tab. */
export class Microphone {
  state = $state<DeviceState>('off');
  /** What is wrong and what to do about it, or nothing. */
  sentence = $state('');
  /** Whether the browser lets no sound through until the user does something. */
  waiting = $state(false);
  devices = $state<Device[]>([]);
  deviceId = $state<string | null>(null);
  /** Of the newest moment, while it is on. */
  analyser = $state.raw<AnalyserNode | null>(null);

  #opened: Opened | null = null;
  #blocks = new Emitter<[Block]>();
  #ends = new Emitter<[]>();
  #starts = 0; // the newest wish wins when several starts and stops overlap

  /** Switch on; problems are told by `state` and `sentence`. */
  async start(deviceId: string | null = preferences.microphoneId): Promise<void> {
    const start = ++this.#starts;
    this.#release();
    this.state = 'starting';
    this.sentence = '';
    preferences.microphone = true;
    try {
      const stream = await openDevice('audio', WANTED, deviceId);
      const opened = await this.#open(stream);
      if (start !== this.#starts) return close(opened);
      this.#use(opened);
      this.devices = await listDevices('audioinput', 'Microphone');
    } catch (error) {
      if (start === this.#starts) this.#fail(microphoneProblem(error));
    }
  }

  stop(): void {
    this.#starts++;
    this.#release();
    this.state = 'off';
    this.sentence = '';
  }

  /** Call back with all that is heard. */
  onBlock(callback: (block: Block) => void): () => void {
    return this.#blocks.add(callback);
  }

  /** Call back when it is switched off or taken away. */
  onEnd(callback: () => void): () => void {
    return this.#ends.add(callback);
  }

  async #open(stream: MediaStream): Promise<Opened> {
    const { sampleRate } = stream.getAudioTracks()[0]?.getSettings() ?? {};
    const context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
    const listeners = new AbortController();
    try {
      const source = context.createMediaStreamSource(stream);
      const graph = await openGraph(context, source, (block) => {
        if (this.#opened?.graph === graph) this.#blocks.emit(block);
      });
      return { stream, context, graph, listeners };
    } catch (error) {
      stopTracks(stream);
      void context.close();
      throw error;
    }
  }

  #use(opened: Opened): void {
    const { stream, context, graph, listeners } = opened;
    const { signal } = listeners;
    const [track] = stream.getAudioTracks();
    const ended = () => this.#opened === opened && this.#fail(MICROPHONE_UNPLUGGED);
    track?.addEventListener('ended', ended, { signal });
    const see = () => (this.waiting = context.state !== 'running');
    context.addEventListener('statechange', see, { signal });
    resumeOnGesture(context, signal);
    see();
    this.#opened = opened;
    this.analyser = graph.analyser;
    this.deviceId = track?.getSettings().deviceId ?? null;
    preferences.microphoneId = this.deviceId;
    this.state = 'on';
  }

  #fail(problem: DeviceProblem): void {
    this.#release();
    this.state = problem.state;
    this.sentence = problem.sentence;
  }

  #release(): void {
    const opened = this.#opened;
    if (!opened) return;
    this.#opened = null;
    this.analyser = null;
    this.waiting = false;
    close(opened);
    this.#ends.emit();
  }
}

function close({ stream, context, graph, listeners }: Opened): void {
  listeners.abort();
  stopTracks(stream);
  graph.close();
  void context.close().catch(() => undefined);
}

export const microphone = new Microphone();
