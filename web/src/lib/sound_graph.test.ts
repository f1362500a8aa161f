import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openGraph, resumeOnGesture, type Block } from './sound_graph';

const RATE = 48_000;
const LENGTH = 480; // samples: 10 ms

class FakeNode {
  port: { onmessage: ((event: { data: Int16Array }) => void) | null } = { onmessage: null };
  connect = vi.fn();
  disconnect = vi.fn();
}

let packer: FakeNode;
let asked: unknown[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal(
    'AudioWorkletNode',
    class extends FakeNode {
      constructor(_: unknown, name: string, options: unknown) {
        super();
        asked.push(name, options);
        packer = this;
      }
    },
  );
  vi.stubGlobal('AnalyserNode', FakeNode);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(heard: (block: Block) => void) {
  const addModule = vi.fn<(url: string) => Promise<void>>().mockResolvedValue();
  const context = { audioWorklet: { addModule }, sampleRate: RATE, destination: {} };
  const source = new FakeNode();
  const graph = await openGraph(
    context as unknown as AudioContext,
    source as unknown as AudioNode,
    heard,
  );
  return { context, source, graph, addModule };
}

const say = () => packer.port.onmessage?.({ data: new Int16Array(LENGTH) });

test('a source is packed in one channel, and measured', async () => {
  const { source, graph, context, addModule } = await open(() => undefined);
  expect(addModule).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('sound.worklet'));
  expect(asked).toEqual(['packing', { channelCount: 1, channelCountMode: 'explicit' }]);
  expect(source.connect.mock.calls).toEqual([[packer], [graph.analyser]]);
  expect(packer.connect).toHaveBeenCalledExactlyOnceWith(context.destination);
});

test('blocks are numbered by their first sample, and timed from then', async () => {
  const blocks: Block[] = [];
  await open((block) => blocks.push(block));
  vi.spyOn(performance, 'now').mockReturnValue(1000);
  say();
  say();
  vi.restoreAllMocks();
  expect(blocks.map(({ position, rate }) => [position, rate])).toEqual([
    [0, RATE],
    [LENGTH, RATE],
  ]);
  expect(blocks[0]?.captured).toBe(990);
});

test('closed, it hears nothing more and leads nowhere', async () => {
  const heard = vi.fn();
  const { source, graph } = await open(heard);
  graph.close();
  say();
  expect(heard).not.toHaveBeenCalled();
  expect(source.disconnect).toHaveBeenCalledOnce();
  expect(packer.disconnect).toHaveBeenCalledOnce();
});

function waiting() {
  const context = { state: 'suspended', resume: vi.fn().mockResolvedValue(undefined) };
  const gone = new AbortController();
  resumeOnGesture(context as unknown as AudioContext, gone.signal);
  return { context, gone };
}

test.each(['pointerdown', 'keydown'])('sound that waits goes on with a %s', (gesture) => {
  const { context, gone } = waiting();
  expect(context.resume).toHaveBeenCalledOnce(); // where nothing needs waiting for
  dispatchEvent(new Event(gesture));
  expect(context.resume).toHaveBeenCalledTimes(2);
  context.state = 'running';
  dispatchEvent(new Event(gesture));
  expect(context.resume).toHaveBeenCalledTimes(2);
  gone.abort();
});

test('a gesture wakes nothing that was closed', () => {
  const { context, gone } = waiting();
  gone.abort();
  dispatchEvent(new Event('keydown'));
  expect(context.resume).toHaveBeenCalledOnce();
});
