// What the browser does with sound before it is sent: measures it for the eye, and packs it.
import workletUrl from './sound.worklet.ts?worker&url';

const SPECTRUM = 2048; // samples of a spectrum: 43 ms at 48 kHz

/** Some sound, numbered without gaps from where the source was switched on. */
export interface Block {
  samples: Int16Array;
  /** Number of the first sample. */
  position: number;
  /** When the first sample was heard, in ms as performance.now(). */
  captured: number;
  /** Samples a second. */
  rate: number;
}

export interface SoundGraph {
  /** Of the newest moment: levels and spectrum. */
  analyser: AnalyserNode;
  close(): void;
}

/** Call back with every block of a source, all of its channels mixed into one. */
export async function openGraph(
  context: AudioContext,
  source: AudioNode,
  heard: (block: Block) => void,
): Promise<SoundGraph> {
  await context.audioWorklet.addModule(workletUrl);
  const packer = new AudioWorkletNode(context, 'packing', {
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  const analyser = new AnalyserNode(context, { fftSize: SPECTRUM, smoothingTimeConstant: 0 });
  let position = 0;
  packer.port.onmessage = ({ data: samples }: MessageEvent<Int16Array>) => {
    const rate = context.sampleRate;
    const captured = performance.now() - (samples.length * 1000) / rate;
    heard({ samples, position, captured, rate });
    position += samples.length;
  };
  source.connect(packer);
  source.connect(analyser);
  packer.connect(context.destination); // it is silent; what leads nowhere is not asked for sound
  return {
    analyser,
    close() {
      packer.port.onmessage = null;
      source.disconnect();
      packer.disconnect();
    },
  };
}

/** Let sound run as soon as the user does something, where the browser waits for that. */
export function resumeOnGesture(context: AudioContext, signal: AbortSignal): void {
  const resume = () => {
    if (context.state !== 'running') void context.resume().catch(() => undefined);
  };
  for (const gesture of ['pointerdown', 'keydown'] as const) {
    addEventListener(gesture, resume, { signal, capture: true });
  }
  resume();
}
