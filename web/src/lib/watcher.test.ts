import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Eyes } from './eyes';
import { Watcher } from './watcher';

const JPEG = new Uint8Array([1]);
let stream: {
  mayWatch: boolean;
  watch: (captured: number, jpeg: Uint8Array, stream?: number) => void;
};
let sent: number[];
let streams: (number | undefined)[];
let watcher: Watcher;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  sent = [];
  streams = [];
  stream = {
    mayWatch: true,
    watch: (captured, _, number) => {
      sent.push(captured);
      streams.push(number);
      stream.mayWatch = false;
    },
  };
  watcher = new Watcher(stream, { grab: () => Promise.resolve(JPEG) });
});

afterEach(() => {
  vi.useRealTimers();
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the newest frame goes as soon as the last one was answered', async () => {
  for (const captured of [1, 2, 3]) {
    watcher.frame(captured);
    await settled();
  }
  expect(sent).toEqual([1]);
  stream.mayWatch = true;
  watcher.answered();
  await settled();
  expect(sent).toEqual([1, 3]);
});

test('no frame goes twice', async () => {
  watcher.frame(1);
  await settled();
  stream.mayWatch = true;
  watcher.answered();
  await settled();
  expect(sent).toEqual([1]);
});

test('without a model it asks less often, and at once when there is one', async () => {
  watcher.wait();
  watcher.frame(1);
  await settled();
  expect(sent).toEqual([]);
  watcher.goOn();
  watcher.frame(2);
  await settled();
  expect(sent).toEqual([2]);
});

test('it remembers what was sent last, to be put right', async () => {
  watcher.frame(5);
  await settled();
  expect(watcher.seen).toEqual({ jpeg: JPEG, captured: 5 });
});

test('what was sent of late is remembered, as many frames as an action needs', async () => {
  for (let captured = 0; captured < 5000; captured += 40) {
    stream.mayWatch = true;
    watcher.frame(captured);
    await settled();
  }
  const times = watcher.lately.map(({ captured }) => captured);
  expect(times.at(-1)! - times[0]!).toBeLessThanOrEqual(3000);
  expect(times.at(-1)! - times[0]!).toBeGreaterThan(2800);
  const gaps = times.slice(1).map((time, n) => time - times[n]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60);
  watcher.look(null, () => true);
  expect(watcher.lately).toEqual([]);
});

test('it looks at a photo instead of the camera, while that is wanted', async () => {
  let look: (captured: number) => void = () => undefined;
  const stop = vi.fn();
  const photo = new Uint8Array([2]);
  const onFrame = (callback: (captured: number) => void) => {
    look = callback;
    return stop;
  };
  let wanted = false;
  watcher.look({ onFrame, grab: () => Promise.resolve(photo) }, () => wanted);
  watcher.frame(1); // of the camera
  look(2);
  await settled();
  expect(sent).toEqual([]);
  wanted = true;
  look(3);
  await settled();
  expect(watcher.seen).toEqual({ jpeg: photo, captured: 3 });

  watcher.look(null, () => true);
  expect(stop).toHaveBeenCalledOnce();
  stream.mayWatch = true;
  watcher.frame(4);
  await settled();
  expect(watcher.seen).toEqual({ jpeg: JPEG, captured: 4 });
});

test('what is looked at apart is another stream to the server', async () => {
  const file: Eyes = {
    onFrame: (callback) => (callback(2), () => undefined),
    grab: () => Promise.resolve(JPEG),
  };
  watcher.frame(1);
  await settled();
  stream.mayWatch = true;
  watcher.look(file, () => true, true);
  await settled();
  stream.mayWatch = true;
  watcher.look(null, () => true, true);
  watcher.frame(3);
  await settled();
  expect(sent).toEqual([1, 2, 3]);
  expect(new Set(streams).size).toBe(3);
});
