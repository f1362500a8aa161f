import { expect, test, vi } from 'vitest';
import { Recording, type TakeSink } from './recording';

class Sink implements TakeSink {
  mayTake = true;
  full = false;
  room = true;
  keeps = () => this.room;
  log: string[] = [];
  begin = () => void this.log.push('begin');
  frame = (_take: string, sequence: number) => void this.log.push(String(sequence));
  end = () => void this.log.push('end');
}

const JPEG = new Uint8Array([1]);
const settled = () => new Promise((resolve) => setTimeout(resolve));

function recording(sink: Sink, rate = 15, grab = () => Promise.resolve(JPEG)): Recording {
  return new Recording(sink, { classId: 'a', rate, whole: false, grab }, 0);
}

test('the shortest press records one picture', async () => {
  const sink = new Sink();
  await recording(sink).stop();
  expect(sink.log).toEqual(['begin', '0', 'end']);
});

test.each([
  [15, 15],
  [30, 30],
  [1, 1],
])('at %i a second, a camera of 30 a second gives %i a second', async (rate, expected) => {
  const sink = new Sink();
  const take = recording(sink, rate);
  await settled();
  const SECONDS = 4;
  for (let n = 1; n < SECONDS * 30; n++) {
    take.frame((n * 1000) / 30 + (n % 3) - 1); // cameras are not clocks
    await settled();
  }
  await take.stop();
  expect((sink.log.length - 2) / SECONDS).toBeCloseTo(expected, 0);
});

test('frames are numbered without gaps, whatever was skipped', async () => {
  const sink = new Sink();
  const take = recording(sink);
  await settled();
  sink.mayTake = false; // the server is behind
  expect(take.frame(200)).toBe(false);
  sink.mayTake = true;
  expect(take.frame(300)).toBe(true);
  await take.stop();
  expect(sink.log).toEqual(['begin', '0', '1', 'end']);
});

test('where every frame counts, none is skipped while there is room for it', async () => {
  const sink = new Sink();
  const options = { classId: 'a', rate: 15, whole: true, grab: () => Promise.resolve(JPEG) };
  const take = new Recording(sink, options, 0);
  await settled();
  sink.mayTake = false; // the server is behind
  sink.full = true; // and away
  expect(take.frame(200)).toBe(true);
  await settled();
  expect(take.full).toBe(false);
  sink.room = false;
  expect(take.frame(300)).toBe(false);
  expect(take.full).toBe(true);
});

test('the end comes after the frame that is being made, and nothing after it', async () => {
  const sink = new Sink();
  let give!: (jpeg: typeof JPEG) => void;
  const promise = new Promise<typeof JPEG>((resolve) => (give = resolve));
  const take = recording(sink, 15, () => promise);
  const stopped = take.stop();
  expect(take.frame(1000)).toBe(false);
  give(JPEG);
  await stopped;
  expect(sink.log).toEqual(['begin', '0', 'end']);
});

test('a frame that could not be made is told and leaves no gap', async () => {
  const sink = new Sink();
  const onError = vi.fn();
  const grab = vi.fn(() => Promise.resolve(JPEG)).mockRejectedValueOnce(new Error('no canvas'));
  const take = new Recording(sink, { classId: 'a', rate: 15, whole: false, grab, onError }, 0);
  await settled();
  take.frame(500);
  await take.stop();
  expect(onError).toHaveBeenCalledOnce();
  expect(sink.log).toEqual(['begin', '0', 'end']);
});
