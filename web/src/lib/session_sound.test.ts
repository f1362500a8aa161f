import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket, LEARNING } from '../../testing/fake_socket';
import { openSession, PROJECT, settled, type Opened } from '../../testing/open_session';
import { toasts } from './toasts.svelte';

const LISTENING = { threshold: 0.75, overlap: 0.5, suppress_ms: 0, hits: 2 };
const PROJECT_OF_SOUND = {
  ...PROJECT,
  kind: 'sound' as const,
  subject: 'sound' as const,
  automatic: true,
  listening: LISTENING,
};
const RATE = 48_000;
const LENGTH = 1920; // samples: 40 ms

let opened: Opened;
let position: number;

beforeEach(async () => {
  opened = await openSession(PROJECT_OF_SOUND);
  position = 0;
});

afterEach(() => {
  opened.session.close();
  vi.unstubAllGlobals();
});

function hear(blocks: number): void {
  for (let n = 0; n < blocks; n++) {
    const captured = performance.now() + 1000 + n * 40;
    opened.heard({ samples: new Int16Array(LENGTH), position, captured, rate: RATE });
    position += LENGTH;
  }
}

const begun = () =>
  JSON.parse(FakeSocket.last.sent.find((data) => typeof data === 'string') as string) as {
    take: string;
    source: string;
  };

test('holding records all that is heard; the counters show what is on disk', () => {
  const { session } = opened;
  const recorded = vi.fn();
  session.onHeard(recorded);
  session.hold('a');
  hear(2);
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1920']);
  expect(begun().source).toBe('microphone');
  expect(recorded).toHaveBeenCalledTimes(2);
  expect(session.holdCount).toBe(0);
  FakeSocket.last.say({
    type: 'saved',
    take: begun().take,
    class_id: 'a',
    sequence: 0,
    example: null,
    take_count: 5,
    class_count: 12,
  });
  expect([session.holdCount, session.classOf('a')?.count]).toEqual([5, 12]);
  session.release();
  expect(FakeSocket.last.told.at(-1)).toBe('end');
});

test('without a microphone holding asks for it', () => {
  opened.microphone.state = 'off';
  opened.session.hold('a');
  expect(opened.microphone.start).toHaveBeenCalledOnce();
  expect(opened.camera.start).not.toHaveBeenCalled();
});

test('a microphone that is taken away ends the take, which keeps what it has', () => {
  opened.session.hold('a');
  hear(1);
  opened.unplug();
  expect(opened.session.holding).toBeNull();
  expect(FakeSocket.last.told).toEqual(['begin', '0', 'end']);
});

test('while the server is away half a minute is kept; then it ends, and says so', () => {
  opened.session.hold('a');
  hear(1);
  FakeSocket.last.drop();
  hear(800);
  expect(opened.session.holding).toBeNull();
  expect(opened.session.unsaved).toBe(750);
  expect(toasts().at(-1)?.sentence).toContain('Not recording');
});

test('a take that the server ends is no longer held, and why is said', () => {
  opened.session.hold('a');
  hear(1);
  const sentence = 'A take lasts at most 10 minutes.';
  FakeSocket.last.say({ type: 'ended', take: begun().take, take_count: 5, sentence });
  expect(opened.session.holding).toBeNull();
  expect(toasts().at(-1)?.sentence).toBe(sentence);
});

test('what is heard is asked about while it watches, and there is a model', () => {
  hear(1);
  opened.session.watching = true;
  hear(1);
  expect(FakeSocket.last.told).toEqual([]);
  FakeSocket.last.say({ ...LEARNING, model: 1 });
  hear(2);
  expect(FakeSocket.last.told).toEqual(['listen', 'hear', 'hear']);
});

test('what was heard last is put right as a take of its own', async () => {
  const { session } = opened;
  await expect(session.correct('a')).rejects.toThrow('no sound');
  session.watching = true;
  FakeSocket.last.say({ ...LEARNING, model: 1 });
  hear(3);
  FakeSocket.last.sent = [];
  const corrected = session.correct('a');
  await settled();
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1920', '3840', 'end']);
  const { take } = begun();
  FakeSocket.last.say({ type: 'ended', take, take_count: 1, sentence: '' });
  expect(await corrected).toBe(PROJECT.revision);
});

test('a recording that is played is heard instead of the microphone', () => {
  const { session } = opened;
  session.watching = true;
  FakeSocket.last.say({ ...LEARNING, model: 1 });
  const played: Parameters<typeof session.listenTo>[0] = {
    analyser: {} as AnalyserNode,
    onBlock: () => () => undefined,
  };
  session.listenTo(played);
  hear(1);
  expect(FakeSocket.last.told).toEqual([]);
  session.listenTo(null);
  hear(1);
  expect(FakeSocket.last.told).toEqual(['listen', 'hear']);
});
