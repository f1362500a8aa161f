import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eachFrame } from './each_frame';

let waiting: Map<number, FrameRequestCallback>;
let handles: number;

beforeEach(() => {
  waiting = new Map();
  handles = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    waiting.set(++handles, callback);
    return handles;
  });
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => waiting.delete(handle));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function show(now: number): void {
  const due = [...waiting.values()];
  waiting.clear();
  for (const callback of due) callback(now);
}

test('it draws once before every frame, until it is stopped', () => {
  const draw = vi.fn();
  const stop = eachFrame(draw);
  expect(draw).not.toHaveBeenCalled();
  show(16);
  show(33);
  expect(draw.mock.calls).toEqual([[16], [33]]);
  stop();
  show(50);
  expect(draw).toHaveBeenCalledTimes(2);
  expect(waiting.size).toBe(0);
});

test('it can be stopped before the first frame', () => {
  const draw = vi.fn();
  eachFrame(draw)();
  show(16);
  expect(draw).not.toHaveBeenCalled();
});
