import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { playerEars } from './ears';

class FakeNode {
  static packer: FakeNode;
  port = { onmessage: null as ((event: { data: Int16Array }) => void) | null };
  connect = vi.fn();
  disconnect = vi.fn();
  constructor(_: unknown, name?: string) {
    if (name === 'packing') FakeNode.packer = this;
  }
}

const close = vi.fn(() => Promise.resolve());

beforeEach(() => {
  close.mockClear();
  const context = {
    state: 'running',
    sampleRate: 48_000,
    audioWorklet: { addModule: () => Promise.resolve() },
    createMediaElementSource: () => new FakeNode(null),
    close,
  };
  vi.stubGlobal('AudioContext', function AudioContext() {
    return context;
  });
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  vi.stubGlobal('AnalyserNode', FakeNode);
});

afterEach(() => vi.unstubAllGlobals());

const say = () => FakeNode.packer.port.onmessage?.({ data: new Int16Array(4) });

test('what is played is heard, and nothing while it stands still', async () => {
  const player = { paused: false };
  const ears = await playerEars(player as HTMLAudioElement, new AbortController().signal);
  const heard = vi.fn();
  ears.onBlock(heard);
  say();
  player.paused = true;
  say();
  expect(heard).toHaveBeenCalledOnce();
});

test('all is let go when it is over, also if that was before it began', async () => {
  const player = { paused: false } as HTMLAudioElement;
  const over = new AbortController();
  await playerEars(player, over.signal);
  expect(close).not.toHaveBeenCalled();
  over.abort();
  expect(close).toHaveBeenCalledOnce();
  await playerEars(player, AbortSignal.abort());
  expect(close).toHaveBeenCalledTimes(2);
});
