import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi, type Mock } from 'vitest';
import { FakeSocket, LEARNING } from '../../../testing/fake_socket';
import { preferences } from '../../lib/preferences.svelte';
import type { ClassView } from '../../lib/protocol';
import { Session } from '../../lib/session.svelte';
import ClassCard from './ClassCard.svelte';
import { Recorder } from './recorder.svelte';

const ROCK: ClassView = {
  id: 'a',
  name: 'rock',
  color: '#2a80e2',
  role: 'class',
  count: 0,
  takes: 0,
  cover: null,
  mixed: false,
};

let session: Session;
let newFrame: (captured: number) => void;

beforeEach(() => {
  const project = JSON.stringify({ revision: 0, classes: [ROCK] });
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(path === '/api/projects/p' ? project : '[]')),
  );
  URL.createObjectURL = () => 'blob:x';
  const camera = {
    state: 'on' as const,
    start: () => Promise.resolve(),
    grab: () => Promise.resolve(new Uint8Array([1])),
    onFrame: (callback: typeof newFrame) => {
      newFrame = callback;
      return () => undefined;
    },
  };
  const microphone = {
    state: 'on' as const,
    start: () => Promise.resolve(),
    onBlock: () => () => undefined,
    onEnd: () => () => undefined,
  };
  session = new Session('p', { camera, microphone }, FakeSocket.connect);
  FakeSocket.last.greet();
});

afterEach(() => {
  cleanup();
  session.close();
  preferences.countdown = 0;
  vi.unstubAllGlobals();
});

let calls: { ongallery: Mock; onmove: Mock; ongrip: Mock };

function show(over: Partial<ClassView> = {}, ready = true): HTMLElement {
  const entry = { ...ROCK, ...over };
  const recorder = new Recorder(session);
  calls = { ongallery: vi.fn(), onmove: vi.fn(), ongrip: vi.fn() };
  render(ClassCard, { session, entry, index: 0, recorder, ready, ...calls });
  return screen.getByRole('button', { name: 'Hold to record rock' });
}

test('the button records while it is held by the pointer', async () => {
  const button = show();
  await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
  expect(session.holding).toBe('a');
  expect(button.getAttribute('aria-pressed')).toBe('true');
  expect(button.textContent).toContain('Recording');
  await fireEvent.pointerUp(button, { pointerId: 1 });
  expect(session.holding).toBeNull();
  expect(button.getAttribute('aria-pressed')).toBe('false');
});

test.each([' ', 'Enter'])('and by the key "%s"', async (key) => {
  const button = show();
  await fireEvent.keyDown(button, { key });
  await fireEvent.keyDown(button, { key, repeat: true });
  expect(session.holding).toBe('a');
  await fireEvent.keyUp(button, { key });
  expect(session.holding).toBeNull();
});

test('it stops when the button or the window loses the focus', async () => {
  const button = show();
  await fireEvent.keyDown(button, { key: ' ' });
  await fireEvent.blur(button);
  expect(session.holding).toBeNull();
  await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
  await fireEvent(window, new Event('blur'));
  expect(session.holding).toBeNull();
});

test('pictures appear while holding, before the server has answered', async () => {
  const button = show();
  await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
  await vi.waitFor(() => expect(document.querySelector('img')).not.toBeNull());
  expect(document.querySelector('img')?.getAttribute('src')).toBe('blob:x');
  await fireEvent.pointerUp(button, { pointerId: 1 });
});

test('with a countdown one press is enough, and the button says so', () => {
  preferences.countdown = 3;
  expect(() => show()).toThrow();
  expect(screen.getByRole('button', { name: 'Record rock after a countdown' })).toBeTruthy();
});

test('without a camera the button says what to do, and photos can be added', () => {
  expect(show({}, false).textContent).toContain('Turn on the camera');
  expect(screen.getByRole('button', { name: 'Add photos or videos' })).toBeTruthy();
  expect(screen.getByLabelText('Photos or videos for rock')).toBeTruthy();
});

test('the counter opens the gallery and says how many examples there are', () => {
  show({ count: 1234 });
  expect(screen.getByRole('button', { name: 'Show the 1,234 examples of rock' })).toBeTruthy();
});

test('a class to ignore is marked', () => {
  show({ role: 'background' });
  expect(screen.getByText('ignored')).toBeTruthy();
  cleanup();
  show();
  expect(screen.queryByText('ignored')).toBeNull();
});

test('the newest picture is there before the others are fetched', () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  show({ count: 9, cover: 't-8' });
  expect(document.querySelector('img')?.getAttribute('src')).toContain('/t-8/thumbnail');
});

const HINT = 'Keep holding to record more.';

test('who lets go at once is told to keep holding, for a while', async () => {
  vi.useFakeTimers();
  try {
    const button = show();
    await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
    expect(button.textContent).not.toContain(HINT);
    await fireEvent.pointerUp(button, { pointerId: 1 });
    expect(button.textContent).toContain(HINT);
    expect(document.querySelector('[aria-live]')?.textContent).toBe(HINT);
    await vi.advanceTimersByTimeAsync(4000);
    expect(button.textContent).toContain('Hold to record');
  } finally {
    vi.useRealTimers();
  }
});

test('but not after three pictures', async () => {
  const button = show();
  await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
  const pictures = () => document.querySelectorAll('img').length;
  for (let n = 1; n <= 3; n++) {
    await vi.waitFor(() => expect(pictures()).toBe(n));
    newFrame(performance.now() + 1000 * n);
  }
  await fireEvent.pointerUp(button, { pointerId: 1 });
  expect(button.textContent).not.toContain(HINT);
});

test('pictures of hands have a skeleton, those being recorded not yet', async () => {
  const project = JSON.stringify({ revision: 1, subject: 'hands', classes: [ROCK] });
  const takes = JSON.stringify([{ examples: ['t-8'] }]);
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(path === '/api/projects/p' ? project : takes)),
  );
  await session.refresh();
  const button = show({ count: 9, cover: 't-8' });
  const shown = () => [...document.querySelectorAll('img')].map((img) => img.getAttribute('src'));
  const saved = '/api/projects/p/examples/t-8/thumbnail?skeleton=hands';
  expect(shown()).toEqual([saved]);
  await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
  await vi.waitFor(() => expect(shown()).toEqual(['blob:x', saved]));
});

test('it says in how many pictures no hand was found, unless it is to be ignored', async () => {
  const project = JSON.stringify({ revision: 1, subject: 'hands', classes: [ROCK] });
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(path === '/api/projects/p' ? project : '[]')),
  );
  await session.refresh();
  session.learned({ ...LEARNING, unseen: { a: 5 } });
  show({ count: 24 });
  await fireEvent.click(screen.getByRole('button', { name: 'no hand in 5 of 24' }));
  expect(calls.ongallery).toHaveBeenCalledExactlyOnceWith(true);
  cleanup();
  show({ count: 24, role: 'background' });
  expect(screen.queryByText(/no hand in/)).toBeNull();
});

test('noise can be mixed in on the card of a class of sounds that is ignored', async () => {
  show({ role: 'background' });
  expect(screen.queryByRole('switch', { name: 'Mix in noise' })).toBeNull(); // of pictures
  cleanup();
  const project = JSON.stringify({ revision: 1, kind: 'sound', classes: [ROCK] });
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(path === '/api/projects/p' ? project : '[]')),
  );
  await session.refresh();
  show({ role: 'background' });
  expect(screen.getByRole('switch', { name: 'Mix in noise' })).toBeTruthy();
  cleanup();
  show();
  expect(screen.queryByRole('switch', { name: 'Mix in noise' })).toBeNull();
});

test('of actions its clips are counted, and a hold that was too short is told of', async () => {
  const opened = { revision: 1, kind: 'clip', subject: 'actions', classes: [ROCK] };
  const project = JSON.stringify(opened);
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(path === '/api/projects/p' ? project : '[]')),
  );
  URL.revokeObjectURL = () => undefined;
  await session.refresh();
  const button = show({ count: 12, takes: 5 });
  expect(screen.getByRole('button', { name: 'Show the 5 clips of rock' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Record 15 s' })).toBeNull();
  await fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
  await vi.waitFor(() => expect(document.querySelector('img')).not.toBeNull());
  newFrame(performance.now() + 310);
  await vi.waitFor(() => expect(button.textContent).toMatch(/Recording 0\.[34] s/));
  await fireEvent.pointerUp(button, { pointerId: 1 });
  expect(button.textContent).toMatch(/Only 0\.[34] s\. Hold for all of the action\./);
  cleanup();
  show({ count: 12, takes: 1, role: 'background' });
  const counted = screen.getByRole('button', { name: 'Show the 1 clip of rock' });
  expect(counted.textContent.replace(/\s+/g, ' ').trim()).toBe('1 clip · 12 examples');
  expect(screen.getByRole('button', { name: 'Record 15 s' })).toBeTruthy();
});
