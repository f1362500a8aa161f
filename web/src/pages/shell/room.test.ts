import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RoomShot } from './room.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const JPEG = new Uint8Array([255, 216]);

function set(state: 'on' | 'off' = 'on', works = true) {
  const camera = {
    state: state as string,
    sentence: '',
    start: vi.fn(() => {
      camera.state = works ? 'on' : 'denied';
      camera.sentence = works ? '' : 'Allow the camera.';
      return Promise.resolve();
    }),
    stop: vi.fn(() => (camera.state = 'off')),
    grab: vi.fn(() => Promise.resolve(JPEG)),
  };
  const keep = vi.fn(() => Promise.resolve(true));
  return { camera, keep, shot: new RoomShot(camera as never, keep) };
}

test('there are three seconds to step out of the picture', async () => {
  const { camera, keep, shot } = set();
  await shot.begin();
  expect([shot.left, shot.busy]).toEqual([3, true]);
  await vi.advanceTimersByTimeAsync(2999);
  expect([shot.left, keep.mock.calls.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(1);
  expect(keep).toHaveBeenCalledExactlyOnceWith(JPEG);
  expect([shot.left, shot.busy, shot.problem]).toEqual([0, false, '']);
  expect(camera.stop).not.toHaveBeenCalled();
});

test('a camera that was off is switched on for it, and off again', async () => {
  const { camera, keep, shot } = set('off');
  await shot.begin();
  await vi.advanceTimersByTimeAsync(3000);
  expect(keep).toHaveBeenCalledOnce();
  expect(camera.state).toBe('off');
});

test('without a camera it says why', async () => {
  const { keep, shot } = set('off', false);
  await shot.begin();
  expect([shot.problem, shot.busy]).toEqual(['Allow the camera.', false]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(keep).not.toHaveBeenCalled();
});

test('cancelled, it takes no picture', async () => {
  const { camera, keep, shot } = set('off');
  await shot.begin();
  shot.cancel();
  await vi.advanceTimersByTimeAsync(5000);
  expect(keep).not.toHaveBeenCalled();
  expect([shot.left, shot.busy, camera.state]).toEqual([0, false, 'off']);
  const starting = shot.begin();
  shot.cancel();
  await starting;
  await vi.advanceTimersByTimeAsync(5000);
  expect(keep).not.toHaveBeenCalled();
  expect(camera.state).toBe('off');
});

test('a frame that can’t be had is told', async () => {
  const { camera, shot } = set();
  camera.grab.mockRejectedValueOnce(new Error('The camera is off.'));
  await shot.begin();
  await vi.advanceTimersByTimeAsync(3000);
  expect([shot.problem, shot.busy]).toEqual(['The camera is off.', false]);
});
