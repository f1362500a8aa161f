import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { blockLength } from './pcm';

const RATE = 48_000;
const QUANTUM = 128; // samples that the browser gives at a time

interface Processor {
  port: { postMessage: ReturnType<typeof vi.fn> };
  process(inputs: Float32Array[][]): boolean;
}

const registered = new Map<string, new () => Processor>();

beforeAll(async () => {
  vi.stubGlobal('sampleRate', RATE);
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      port = { postMessage: vi.fn() };
    },
  );
  vi.stubGlobal('registerProcessor', (name: string, processor: new () => Processor) =>
    registered.set(name, processor),
  );
  await import('./sound.worklet');
});

afterAll(() => {
  vi.unstubAllGlobals();
});

function packing(): Processor {
  const Packing = registered.get('packing');
  if (!Packing) throw new Error('nothing of that name was registered');
  return new Packing();
}

test('it hands over a block as soon as it is full, without copying it', () => {
  const processor = packing();
  const { postMessage } = processor.port;
  const quanta = blockLength(RATE) / QUANTUM;
  const half = new Float32Array(QUANTUM).fill(0.5);
  for (let n = 1; n < quanta; n++) expect(processor.process([[half]])).toBe(true);
  expect(postMessage).not.toHaveBeenCalled();
  processor.process([[half]]);
  expect(postMessage).toHaveBeenCalledOnce();
  const [block, handed] = postMessage.mock.calls[0] as [Int16Array, ArrayBuffer[]];
  expect(block).toEqual(new Int16Array(blockLength(RATE)).fill(16_384));
  expect(handed).toEqual([block.buffer]);
});

test('it goes on while nothing is connected to it', () => {
  const processor = packing();
  expect(processor.process([[]])).toBe(true);
  expect(processor.process([])).toBe(true);
  expect(processor.port.postMessage).not.toHaveBeenCalled();
});
