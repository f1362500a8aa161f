import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Eyes } from '../../lib/eyes';
import type { Tried } from '../../lib/protocol';
import { Trying } from './trying.svelte';

const TRIED: Tried = { base: [], several: [], known: true, either: 0.7 };

class FakeEyes implements Eyes {
  jpeg = new Uint8Array([1]);
  #call: ((captured: number) => void) | undefined;
  onFrame(callback: (captured: number) => void): () => void {
    this.#call = callback;
    return () => (this.#call = undefined);
  }
  grab = () => Promise.resolve(this.jpeg);
  async frame(): Promise<void> {
    this.#call?.(0);
    await vi.advanceTimersByTimeAsync(0);
  }
}

let camera: FakeEyes;
let asked: Uint8Array[];
let answer: () => Promise<Tried>;
let about: string;
let trying: Trying;

beforeEach(() => {
  vi.useFakeTimers();
  camera = new FakeEyes();
  asked = [];
  answer = () => Promise.resolve(TRIED);
  about = 'a 1';
  const ask = (jpeg: Uint8Array) => {
    asked.push(jpeg);
    return answer();
  };
  trying = new Trying(camera, ask, () => about);
});

afterEach(() => {
  trying.close();
  vi.useRealTimers();
});

/** A new picture of the camera, a while later. */
async function later(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  camera.jpeg = new Uint8Array([1]);
  await camera.frame();
}

test('it asks five times a second, whatever the camera does', async () => {
  await camera.frame();
  expect(trying.tried).toEqual(TRIED);
  for (let n = 0; n < 6; n++) await later(50);
  expect(asked).toHaveLength(2);
});

test('one question at a time', async () => {
  answer = () => new Promise(() => undefined);
  await camera.frame();
  await later(1000);
  expect(asked).toHaveLength(1);
});

test('a photo that stays is asked about once, and again of another class', async () => {
  const photo = new FakeEyes();
  trying.look(photo);
  await photo.frame();
  vi.advanceTimersByTime(500);
  await photo.frame();
  expect(asked).toHaveLength(1);
  about = 'b 1';
  vi.advanceTimersByTime(500);
  await photo.frame();
  expect(asked).toHaveLength(2);
  await later(500); // of the camera, at which nobody looks
  expect(asked).toHaveLength(2);
});

test('what went wrong is told, and it is tried again after a rest', async () => {
  answer = () => Promise.reject(new Error('The studio has stopped.'));
  await camera.frame();
  expect([trying.tried, trying.problem]).toEqual([null, 'The studio has stopped.']);
  answer = () => Promise.resolve(TRIED);
  await later(1000);
  expect(trying.tried).toBeNull();
  await later(1500);
  expect([trying.tried, trying.problem]).toEqual([TRIED, '']);
});

test('an answer about what is no longer looked at is dropped', async () => {
  let settle: (tried: Tried) => void = () => undefined;
  answer = () => new Promise((resolve) => (settle = resolve));
  await camera.frame();
  trying.look(new FakeEyes());
  settle(TRIED);
  await vi.advanceTimersByTimeAsync(0);
  expect(trying.tried).toBeNull();
});
