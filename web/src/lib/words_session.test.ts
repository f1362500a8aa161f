import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../../testing/fake_socket';
import type { Ears } from './ears';
import { preferences } from './preferences.svelte';
import type { Answer, WordsHello, WordsSettings } from './protocol';
import type { Block } from './sound_graph';
import { toasts } from './toasts.svelte';
import { WordsSession } from './words_session.svelte';

const SETTINGS: WordsSettings = {
  type: 'words-settings',
  listening: { threshold: 0.75, overlap: 0.95, suppress_ms: 0, hits: 2 },
  noise_and_unknown: false,
};
const HELLO: WordsHello = {
  type: 'words-hello',
  version: '1',
  labels: ['yes', 'no', '_unknown_'],
  background: ['_unknown_'],
  settings: SETTINGS,
};
const LOUD: WordsSettings = { ...SETTINGS, noise_and_unknown: true };

let heard: (block: Block) => void;
let session: WordsSession;

beforeEach(() => {
  vi.useFakeTimers();
  preferences.words = null;
  FakeSocket.all = [];
  const microphone = { onBlock: (callback: typeof heard) => ((heard = callback), () => undefined) };
  session = new WordsSession(microphone, FakeSocket.connect);
});

afterEach(() => {
  session.close();
  vi.useRealTimers();
});

function greet(): void {
  FakeSocket.last.readyState = 1;
  FakeSocket.last.say(HELLO);
}

function block(position: number): Block {
  return { samples: new Int16Array(640), position, captured: position / 16, rate: 16_000 };
}

const answer = (events: Answer['events'] = []) =>
  ({ type: 'answer', sequence: 639, captured: 0, probabilities: [1, 0, 0], events }) as never;
const told = () =>
  FakeSocket.last.sent.filter((one) => typeof one === 'string').map((one) => JSON.parse(one));

test('it belongs to no project, and says what is heard once it is greeted', () => {
  expect(FakeSocket.last.url).toMatch(/\/api\/words\/stream$/);
  heard(block(0));
  greet();
  expect(session.connection).toBe('open');
  expect(session.hello?.labels).toHaveLength(3);
  heard(block(640));
  heard(block(1280));
  expect(FakeSocket.last.told).toEqual(['listen', 'hear', 'hear']);
});

test('answers are kept while they are true, and what fires is told', () => {
  const fired = vi.fn();
  session.onFired(fired);
  greet();
  FakeSocket.last.say(answer([{ class_id: 'yes', kind: 'start', confidence: 0.9, latency: null }]));
  expect(session.answers.newest?.probabilities[0]).toBe(1);
  expect(fired.mock.calls[0]?.[0]).toMatchObject({ class_id: 'yes', kind: 'start' });
  FakeSocket.last.drop();
  expect(session.connection).toBe('lost');
  expect(session.answers.newest).toBeNull();
});

test('a recording is heard instead of the microphone, until it is over', () => {
  greet();
  let played: typeof heard = () => undefined;
  const stopped = vi.fn();
  const onBlock = (callback: typeof heard) => ((played = callback), stopped);
  session.listenTo({ onBlock } as Partial<Ears> as Ears);
  heard(block(0));
  expect(FakeSocket.last.told).toEqual([]);
  played(block(0));
  expect(FakeSocket.last.told).toEqual(['listen', 'hear']);
  session.listenTo(null);
  expect(stopped).toHaveBeenCalledOnce();
  heard(block(640));
  expect(FakeSocket.last.told).toEqual(['listen', 'hear', 'listen', 'hear']);
});

test('settings are told a moment later, remembered, and told again after a break', () => {
  greet();
  expect(session.settings).toEqual(SETTINGS);
  expect(session.changed).toBe(false);
  session.set({ ...SETTINGS, listening: { ...SETTINGS.listening, hits: 3 } });
  session.set(LOUD);
  expect(session.settings).toEqual(LOUD);
  vi.advanceTimersByTime(500);
  expect(told()).toEqual([LOUD]);
  flushSync();
  expect(localStorage.getItem('understudy')).toContain('"noise_and_unknown":true');
  FakeSocket.last.drop();
  vi.advanceTimersByTime(3000);
  greet();
  expect(told()).toEqual([LOUD]);
  session.reset();
  vi.advanceTimersByTime(500);
  expect(told()).toEqual([LOUD, SETTINGS]);
  expect([session.changed, preferences.words]).toEqual([false, null]);
});

test('why there are no words is told, until there are', () => {
  FakeSocket.last.readyState = 1;
  const refused = { type: 'refused', take: null, sequence: null, final: true } as const;
  FakeSocket.last.say({ ...refused, sentence: 'Reinstall understudy.' });
  expect(session.problem).toBe('Reinstall understudy.');
  greet();
  expect(session.problem).toBeNull();
  FakeSocket.last.say({ ...refused, sentence: 'Too slow.' });
  expect(session.problem).toBeNull();
  expect(toasts().at(-1)?.sentence).toBe('Too slow.');
});
