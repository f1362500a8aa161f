import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../lib/api';
import type { ClassView, Done, TakeView } from '../../../lib/protocol';
import type { Session } from '../../../lib/session.svelte';
import Recordings from './Recordings.svelte';

const DONE: Done = { revision: 2, sentence: 'Done.', id: null };
const CLAP = { id: 'a', name: 'clap', color: '#2a80e2', role: 'class' } as ClassView;
const SNAP = { id: 'b', name: 'snap' } as ClassView;
const take = (id: string, over: Partial<TakeView> = {}): TakeView => ({
  id,
  class_id: 'a',
  source: 'microphone',
  name: `${id}.wav`,
  started: 0,
  examples: [`${id}-500`, `${id}-1500`],
  merged: [],
  unseen: [],
  duration: 2,
  marks: [
    { example: `${id}-500`, start: 0.25, end: 0.75 },
    { example: `${id}-1500`, start: 1.25, end: 1.75 },
  ],
  trim: null,
  ...over,
});

let close: ReturnType<typeof vi.fn<() => void>>;

beforeEach(async () => {
  vi.spyOn(api, 'takes').mockResolvedValue([take('one'), take('two', { trim: [0.5, 1.75] })]);
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
  close = vi.fn<() => void>();
  const session = {
    projectId: 'p',
    kind: 'sound',
    project: { classes: [CLAP, SNAP] },
    onChanged: () => () => undefined,
    change: (work: Promise<Done>) => work.then(() => true),
  } as unknown as Session;
  render(Recordings, { session, entry: CLAP, onclose: close });
  await screen.findByRole('article', { name: /one\.wav/ });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const card = (name: string) => screen.getByRole('article', { name: new RegExp(`^${name}`) });

test('every recording tells how long it is, and how much of it counts', () => {
  expect(card('one.wav').textContent).toContain('2.00 s · 2 examples'.split(' ·')[0]);
  expect(card('two.wav').textContent).toContain('1.25 s of 2.00 s');
  expect(screen.getByText('4 examples in 2 recordings')).toBeTruthy();
});

test('the keys go from one to the next, play, and delete', async () => {
  const remove = vi.spyOn(api, 'deleteTake').mockResolvedValue(DONE);
  await vi.waitFor(() => expect(document.activeElement).toBe(card('one.wav')));
  await fireEvent.keyDown(card('one.wav'), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(card('two.wav'));
  await fireEvent.keyDown(card('two.wav'), { key: ' ' });
  expect(screen.getByRole('button', { name: 'Stop two.wav' })).toBeTruthy();
  await fireEvent.keyDown(card('two.wav'), { key: ' ' });
  expect(screen.getByRole('button', { name: 'Play two.wav' })).toBeTruthy();
  await fireEvent.keyDown(card('two.wav'), { key: 'Delete' });
  expect(remove).toHaveBeenCalledExactlyOnceWith('p', 'two');
});

test('an example of a recording can be chosen and deleted by itself', async () => {
  const remove = vi.spyOn(api, 'deleteExamples').mockResolvedValue(DONE);
  const all = vi.spyOn(api, 'deleteTake');
  await fireEvent.keyDown(card('one.wav'), { key: 'ArrowRight' });
  await fireEvent.keyDown(card('one.wav'), { key: 'ArrowRight' });
  await fireEvent.keyDown(card('one.wav'), { key: 'Delete' });
  expect(remove).toHaveBeenCalledExactlyOnceWith('p', ['one-1500']);
  expect(all).not.toHaveBeenCalled();
});

test('Escape lets go of an example first', async () => {
  await fireEvent.keyDown(card('one.wav'), { key: 'ArrowRight' });
  expect(screen.getByRole('button', { name: 'Delete this example' })).toBeTruthy();
  await fireEvent.keyDown(card('one.wav'), { key: 'Escape' });
  expect(screen.queryByRole('button', { name: 'Delete this example' })).toBeNull();
  expect(close).not.toHaveBeenCalled();
});

test('its ends can be moved; that is saved a moment after the last move', async () => {
  const trim = vi.spyOn(api, 'trimTake').mockResolvedValue(DONE);
  vi.useFakeTimers();
  const end = screen.getByRole<HTMLInputElement>('slider', { name: 'End of one.wav' });
  for (const value of ['1.5', '1.2']) {
    await fireEvent.input(end, { target: { value } });
    await fireEvent.change(end);
  }
  expect(end.getAttribute('aria-valuetext')).toBe('1.20 s');
  expect(trim).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(600);
  expect(trim).toHaveBeenCalledExactlyOnceWith('p', 'one', 0, 1.2);
});
