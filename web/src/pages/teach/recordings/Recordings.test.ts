import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../lib/api';
import type { ClassView, Done, Kind, TakeView } from '../../../lib/protocol';
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
  strip: null,
  ...over,
});

let close: ReturnType<typeof vi.fn<() => void>>;

async function show(kind: Kind, takes: TakeView[]): Promise<void> {
  vi.spyOn(api, 'takes').mockResolvedValue(takes);
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
  close = vi.fn<() => void>();
  const session = {
    projectId: 'p',
    kind,
    project: { classes: [CLAP, SNAP] },
    onChanged: () => () => undefined,
    change: (work: Promise<Done>) => work.then(() => true),
  } as unknown as Session;
  render(Recordings, { session, entry: CLAP, onclose: close });
  await screen.findByRole('article', { name: /one\.wav/ });
}

beforeEach(() => show('sound', [take('one'), take('two', { trim: [0.5, 1.75] })]));

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

test('an arrow key moves an end by half a tenth of a second', async () => {
  const trim = vi.spyOn(api, 'trimTake').mockResolvedValue(DONE);
  vi.useFakeTimers();
  const start = screen.getByRole<HTMLInputElement>('slider', { name: 'Start of one.wav' });
  for (let n = 0; n < 4; n++) await fireEvent.keyDown(start, { key: 'ArrowRight' });
  await fireEvent.keyDown(start, { key: 'ArrowLeft' });
  await vi.advanceTimersByTimeAsync(600);
  expect(trim).toHaveBeenCalledExactlyOnceWith('p', 'one', 0.15, 2);
});

test('clips are loops that play by themselves, and can be trimmed, moved and deleted', async () => {
  cleanup();
  const strip = { frames: 12, aspect: 4 / 3 };
  const clip = { strip, examples: ['one-500'], marks: [] };
  await show('clip', [take('one', clip), take('two', { ...clip, trim: [0.5, 1.5] })]);
  expect(screen.getByText('2 clips')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Play/ })).toBeNull();
  expect(card('one.wav').querySelector('.loop')).toBeTruthy();
  // The whole of it lies under the handles, also where only a part counts.
  const film = card('two.wav').querySelector<HTMLImageElement>('.film img');
  expect(film?.src).toContain('/takes/two/strip?start=0&end=2');
  expect(screen.getByRole('slider', { name: 'Start of two.wav' })).toBeTruthy();
  const remove = vi.spyOn(api, 'deleteTake').mockResolvedValue(DONE);
  await fireEvent.click(screen.getByRole('button', { name: 'Delete the clip one.wav' }));
  expect(remove).toHaveBeenCalledExactlyOnceWith('p', 'one');
});
