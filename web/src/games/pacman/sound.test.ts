import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Sound } from './sound';

const started: { frequency: number; at: number }[] = [];
const closed = vi.fn(() => Promise.resolve());
let contexts = 0;

class Node {
  frequency: number;
  gain = { setTargetAtTime: () => undefined };
  constructor(_: unknown, options: { frequency?: number; gain?: number }) {
    this.frequency = options.frequency ?? 0;
  }
  connect(next: unknown): unknown {
    return next;
  }
  start(at: number): void {
    started.push({ frequency: this.frequency, at });
  }
  stop(): void {}
}

beforeEach(() => {
  started.length = contexts = 0;
  class Context {
    currentTime = 2;
    destination = {};
    close = closed;
    constructor() {
      contexts += 1;
    }
  }
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('OscillatorNode', Node);
  vi.stubGlobal('GainNode', Node);
});
afterEach(() => vi.unstubAllGlobals());

it('is silent, and asks for no audio, while nothing happens', () => {
  new Sound().play([]);
  expect(contexts).toBe(0);
});

it('plays what matters most of a step, its notes one after another', () => {
  const sound = new Sound();
  sound.play(['dot', 'ghost', 'dot']);
  expect(started).toHaveLength(3);
  expect(started.map((note) => note.at)).toEqual([...started.map((note) => note.at)].sort());
  expect(started[0]!.at).toBe(2);
  started.length = 0;
  sound.play(['dot']);
  expect(started).toHaveLength(1);
  expect(contexts).toBe(1);
});

it('lets go of the audio when it is closed', () => {
  const sound = new Sound();
  sound.play(['dot']);
  sound.close();
  sound.close();
  expect(closed).toHaveBeenCalledTimes(1);
});
