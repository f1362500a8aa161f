import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Sound } from './sound';
import type { Happening } from './state';

const started: number[] = [];
const closed = vi.fn(() => Promise.resolve());
let contexts = 0;

class Node {
  gain = { setTargetAtTime: () => undefined };
  frequency = { exponentialRampToValueAtTime: () => undefined };
  connect(next: unknown): unknown {
    return next;
  }
  start(at: number): void {
    started.push(at);
  }
  stop(): void {}
}

const happening = (what: Happening['what']): Happening => ({
  what,
  side: 0,
  x: 0,
  y: 0,
  strength: 6,
});

beforeEach(() => {
  started.length = contexts = 0;
  closed.mockClear();
  class Context {
    currentTime = 2;
    sampleRate = 100;
    destination = {};
    close = closed;
    constructor() {
      contexts += 1;
    }
    createBuffer(_: number, length: number) {
      return { getChannelData: () => new Float32Array(length) };
    }
  }
  vi.stubGlobal('AudioContext', Context);
  for (const name of ['OscillatorNode', 'GainNode', 'BiquadFilterNode', 'AudioBufferSourceNode']) {
    vi.stubGlobal(name, Node);
  }
});
afterEach(() => vi.unstubAllGlobals());

it('is silent, and asks for no audio, while nothing happens', () => {
  new Sound().play([]);
  expect(contexts).toBe(0);
});

it('plays each thing that happened once, and a tune one note after another', () => {
  const sound = new Sound();
  sound.play([happening('swing'), happening('swing')]);
  expect(started).toEqual([2]);
  sound.play([happening('won')]);
  const tune = started.slice(1);
  expect(tune.length).toBeGreaterThan(2);
  expect(tune).toEqual([...tune].sort((a, b) => a - b));
  expect(contexts).toBe(1);
});

it('lets go of the audio when it is closed', () => {
  const sound = new Sound();
  sound.play([happening('hit')]);
  sound.close();
  sound.close();
  expect(closed).toHaveBeenCalledTimes(1);
});
