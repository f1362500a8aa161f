import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../../../testing/fake_socket';
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
};

let session: Session;

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('[]')));
  URL.createObjectURL = () => 'blob:x';
  const camera = {
    state: 'on' as const,
    start: () => Promise.resolve(),
    grab: () => Promise.resolve(new Uint8Array([1])),
    onFrame: () => () => undefined,
  };
  session = new Session('p', camera, FakeSocket.connect);
});

afterEach(() => {
  cleanup();
  session.close();
  preferences.countdown = 0;
  vi.unstubAllGlobals();
});

function show(over: Partial<ClassView> = {}, ready = true): HTMLElement {
  const entry = { ...ROCK, ...over };
  const recorder = new Recorder(session);
  const calls = { ongallery: vi.fn(), onmove: vi.fn(), ongrip: vi.fn() };
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
  expect(show({}, false).textContent).toContain('Turn on camera');
  expect(screen.getByRole('button', { name: 'Add photos or videos' })).toBeTruthy();
  expect(screen.getByLabelText('Photos or videos for rock')).toBeTruthy();
});

test('the counter opens the gallery and says how many examples there are', () => {
  show({ count: 1234 });
  expect(screen.getByRole('button', { name: 'Show the 1,234 examples of rock' })).toBeTruthy();
});

test('a class to ignore is marked', () => {
  show({ role: 'background' });
  expect(screen.getByText('to ignore')).toBeTruthy();
});
