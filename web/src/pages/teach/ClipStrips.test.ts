import { cleanup, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { ClassView, TakeView } from '../../lib/protocol';
import type { Recorded } from '../../lib/recording';
import type { Session } from '../../lib/session.svelte';
import ClipStrips from './ClipStrips.svelte';

beforeEach(() => {
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${++made}`);
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const children = createRawSnippet(() => ({ render: () => '<p>nothing yet</p>' }));
const strip = { frames: 12, aspect: 4 / 3 };
const images = () => [...document.querySelectorAll('img')].map((image) => image.src);

function show(takes: Partial<TakeView>[], recording = false): (frame: Recorded) => void {
  vi.spyOn(api, 'takes').mockResolvedValue(takes as TakeView[]);
  let recorded: (frame: Recorded) => void = () => undefined;
  const session = {
    projectId: 'p',
    onRecorded: (callback: typeof recorded) => {
      recorded = callback;
      return () => undefined;
    },
    onChanged: () => () => undefined,
  } as unknown as Session;
  const entry = { id: 'a', color: '#2a80e2', count: 0, takes: 0 } as ClassView;
  render(ClipStrips, { session, entry, recording, onopen: vi.fn(), children });
  return (frame) => recorded(frame);
}

const frame = { classId: 'a', take: 't', sequence: 0, captured: 0, jpeg: new Uint8Array([1]) };

test('each clip of the server is a loop of the part that counts', async () => {
  show([
    { id: 'one', duration: 2, trim: [0.5, 1.5], strip },
    { id: 'two', duration: 1, trim: null, strip },
  ]);
  await vi.waitFor(() => expect(document.querySelectorAll('.loop')).toHaveLength(2));
  const first = document.querySelector<HTMLElement>('.loop > span');
  expect(first?.style.getPropertyValue('--seconds')).toBe('1s');
  expect(first?.style.getPropertyValue('--frames')).toBe('12');
});

test('the newest frame of a clip that is being recorded is shown, of another class none', async () => {
  const record = show([], true);
  expect(screen.getByText('nothing yet')).toBeTruthy();
  record({ ...frame, classId: 'b' });
  await tick();
  expect(images()).toEqual([]);
  record(frame);
  record({ ...frame, sequence: 1 });
  await tick();
  expect(images()).toEqual(['blob:2']);
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
});

test('a clip that was not kept goes away', async () => {
  vi.useFakeTimers();
  show([])(frame);
  await vi.advanceTimersByTimeAsync(4000);
  expect(images()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(images()).toEqual([]);
  expect(screen.getByText('nothing yet')).toBeTruthy();
});
