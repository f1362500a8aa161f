import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Camera } from './camera.svelte';

class FakeTrack extends EventTarget {
  stopped = false;
  constructor(readonly id: string) {
    super();
  }
  stop = () => (this.stopped = true);
  getSettings = () => ({ deviceId: this.id });
}

class FakeStream {
  readonly tracks: FakeTrack[];
  constructor(id = 'front') {
    this.tracks = [new FakeTrack(id)];
  }
  getTracks = () => this.tracks;
  getVideoTracks = () => this.tracks;
}

let camera: Camera;
let open: (constraints: MediaStreamConstraints) => Promise<FakeStream>;

beforeEach(() => {
  localStorage.clear();
  camera = new Camera();
  open = () => Promise.resolve(new FakeStream());
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: (constraints: MediaStreamConstraints) => open(constraints),
      enumerateDevices: () =>
        Promise.resolve([
          { kind: 'audioinput', deviceId: 'mic', label: 'Mic' },
          { kind: 'videoinput', deviceId: 'front', label: '' },
        ]),
    },
  });
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    value: null,
    writable: true,
    configurable: true,
  });
});

afterEach(() => {
  camera.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(HTMLMediaElement.prototype, 'srcObject');
});

const named = (name: string) => Object.assign(new Error(), { name });

test('it starts, lists the cameras, and stops', async () => {
  await camera.start();
  expect(camera.state).toBe('on');
  expect(camera.devices).toEqual([{ id: 'front', label: 'Camera 1' }]);
  expect(camera.deviceId).toBe('front');
  const [track] = (camera.stream as unknown as FakeStream).tracks;
  camera.stop();
  expect([camera.state, camera.stream, track!.stopped]).toEqual(['off', null, true]);
});

test('a problem is told in a sentence, and trying again helps', async () => {
  open = () => Promise.reject(named('NotReadableError'));
  await camera.start();
  expect(camera.state).toBe('busy');
  expect(camera.sentence).toContain('Another program');
  open = () => Promise.resolve(new FakeStream());
  await camera.start();
  expect([camera.state, camera.sentence]).toEqual(['on', '']);
});

test('when the camera of last time is gone, another is taken', async () => {
  const asked: unknown[] = [];
  open = ({ video }) => {
    const { deviceId } = video as MediaTrackConstraints;
    asked.push(deviceId);
    return deviceId
      ? Promise.reject(named('OverconstrainedError'))
      : Promise.resolve(new FakeStream());
  };
  await camera.start('gone');
  expect(asked).toEqual([{ exact: 'gone' }, undefined]);
  expect(camera.state).toBe('on');
});

test('a camera that is unplugged is told', async () => {
  await camera.start();
  (camera.stream as unknown as FakeStream).tracks[0]!.dispatchEvent(new Event('ended'));
  expect(camera.state).toBe('none');
  expect(camera.sentence).toContain('unplugged');
});

test('stopped while it starts, it stays off and lets go of the camera', async () => {
  const stream = new FakeStream();
  let give!: (stream: FakeStream) => void;
  open = () => new Promise((resolve) => (give = resolve));
  const starting = camera.start();
  camera.stop();
  give(stream);
  await starting;
  expect([camera.state, stream.tracks[0]!.stopped]).toEqual(['off', true]);
});

test('where the browser gives no cameras at all, it says where it would', async () => {
  vi.stubGlobal('navigator', {});
  await camera.start();
  expect(camera.sentence).toContain('127.0.0.1');
});

test('without a picture there is nothing to grab', async () => {
  await expect(camera.grab()).rejects.toThrow('off');
});

test('each frame is told once to everyone, with when it was captured', async () => {
  const frames: ((now: number, frame?: { captureTime?: number }) => void)[] = [];
  Object.defineProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback', {
    value: (callback: (now: number) => void) => frames.push(callback),
    configurable: true,
  });
  await camera.start();
  const heard: number[] = [];
  const stop = camera.onFrame((captured) => heard.push(captured));
  frames.at(-1)!(20, { captureTime: 12 });
  frames.at(-1)!(40);
  stop();
  frames.at(-1)!(60);
  camera.stop();
  const before = frames.length;
  frames.at(-1)!(80);
  expect(heard).toEqual([12, 40]);
  expect(frames.length).toBe(before); // no further frames are asked for
  Reflect.deleteProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
});
