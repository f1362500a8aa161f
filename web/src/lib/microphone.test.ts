import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Microphone } from './microphone.svelte';
import type { Block } from './sound_graph';

class FakeTrack extends EventTarget {
  stop = vi.fn();
  getSettings = () => ({ deviceId: 'usb', sampleRate: 44_100 });
}

class FakeNode {
  static packers: FakeNode[] = [];
  port = { onmessage: null as ((event: { data: Int16Array }) => void) | null };
  connect = vi.fn();
  disconnect = vi.fn();
  constructor(
    readonly context: unknown,
    readonly name: string,
  ) {
    if (name === 'packing') FakeNode.packers.push(this);
  }
}

class FakeContext extends EventTarget {
  static last: FakeContext;
  static begins = 'running';
  state = FakeContext.begins;
  audioWorklet = { addModule: () => Promise.resolve() };
  destination = {};
  sampleRate: number;
  resume = vi.fn(() => Promise.resolve());
  close = vi.fn(() => Promise.resolve());
  createMediaStreamSource = () => new FakeNode(this, 'source');
  constructor({ sampleRate }: AudioContextOptions) {
    super();
    this.sampleRate = sampleRate ?? 48_000;
    FakeContext.last = this;
  }
}

let track: FakeTrack;
let microphone: Microphone;
let open: (constraints: MediaStreamConstraints) => Promise<unknown>;

beforeEach(() => {
  localStorage.clear();
  FakeContext.begins = 'running';
  FakeNode.packers = [];
  track = new FakeTrack();
  open = () => Promise.resolve({ getTracks: () => [track], getAudioTracks: () => [track] });
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  vi.stubGlobal('AnalyserNode', FakeNode);
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: (constraints: MediaStreamConstraints) => open(constraints),
      enumerateDevices: () =>
        Promise.resolve([{ kind: 'audioinput', deviceId: 'usb', label: 'USB' }]),
    },
  });
  microphone = new Microphone();
});

afterEach(() => {
  microphone.stop();
  vi.unstubAllGlobals();
});

const say = (samples: number) =>
  FakeNode.packers.at(-1)?.port.onmessage?.({ data: new Int16Array(samples) });

test('it is opened as it is: nothing made clearer, at its own rate', async () => {
  const asked = vi.fn(open);
  open = asked;
  await microphone.start(null);
  expect(asked).toHaveBeenCalledExactlyOnceWith({
    video: false,
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  expect(microphone.state).toBe('on');
  expect(microphone.devices).toEqual([{ id: 'usb', label: 'USB' }]);
  expect(microphone.deviceId).toBe('usb');
  expect(FakeContext.last.sampleRate).toBe(44_100);
});

test('blocks are numbered by their first sample, and timed', async () => {
  const heard: Block[] = [];
  microphone.onBlock((block) => heard.push(block));
  await microphone.start();
  const before = performance.now();
  say(441);
  say(441);
  expect(heard.map(({ position, rate }) => [position, rate])).toEqual([
    [0, 44_100],
    [441, 44_100],
  ]);
  expect(heard[0]!.captured).toBeGreaterThanOrEqual(before - 10);
  expect(heard[0]!.captured).toBeLessThan(performance.now() - 9);
});

test('switched off, it is silent, and all is let go', async () => {
  const [heard, ended] = [vi.fn(), vi.fn()];
  microphone.onBlock(heard);
  microphone.onEnd(ended);
  await microphone.start();
  microphone.stop();
  say(441);
  expect([microphone.state, microphone.analyser]).toEqual(['off', null]);
  expect(heard).not.toHaveBeenCalled();
  expect(ended).toHaveBeenCalledOnce();
  expect(track.stop).toHaveBeenCalledOnce();
  expect(FakeContext.last.close).toHaveBeenCalledOnce();
});

test('one that is unplugged is told in a sentence', async () => {
  const ended = vi.fn();
  microphone.onEnd(ended);
  await microphone.start();
  track.dispatchEvent(new Event('ended'));
  expect(microphone.state).toBe('none');
  expect(microphone.sentence).toContain('unplugged');
  expect(ended).toHaveBeenCalledOnce();
});

test('one that can not be had is told in a sentence', async () => {
  open = () => Promise.reject(Object.assign(new Error(), { name: 'NotAllowedError' }));
  await microphone.start();
  expect(microphone.state).toBe('denied');
  expect(microphone.sentence).toContain('Allow it');
});

test('where the browser waits for a gesture, it says so and goes on with one', async () => {
  FakeContext.begins = 'suspended';
  await microphone.start();
  expect(microphone.waiting).toBe(true);
  const { resume } = FakeContext.last;
  const before = resume.mock.calls.length;
  window.dispatchEvent(new Event('pointerdown'));
  expect(resume).toHaveBeenCalledTimes(before + 1);
  FakeContext.last.state = 'running';
  FakeContext.last.dispatchEvent(new Event('statechange'));
  expect(microphone.waiting).toBe(false);
});

test('stopped while it starts, it stays off', async () => {
  const started = microphone.start();
  microphone.stop();
  await started;
  expect(microphone.state).toBe('off');
  expect(track.stop).toHaveBeenCalledOnce();
});
