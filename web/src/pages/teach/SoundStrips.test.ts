import { cleanup, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { ClassView, TakeView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import type { RecordedSound } from '../../lib/sound_recording';
import SoundStrips from './SoundStrips.svelte';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const children = createRawSnippet(() => ({ render: () => '<p>nothing yet</p>' }));

function show(takes: Partial<TakeView>[]): (sound: RecordedSound) => void {
  vi.spyOn(api, 'takes').mockResolvedValue(takes as TakeView[]);
  let heard: (sound: RecordedSound) => void = () => undefined;
  const session = {
    projectId: 'p',
    onHeard: (callback: typeof heard) => {
      heard = callback;
      return () => undefined;
    },
    onChanged: () => () => undefined,
  } as unknown as Session;
  const entry = { id: 'a', color: '#2a80e2', count: 0, takes: 0 } as ClassView;
  render(SoundStrips, { session, entry, recording: false, onopen: vi.fn(), children });
  return (sound) => heard(sound);
}

test('each recording is as wide as it is long, within bounds', async () => {
  show([
    { id: 'one', duration: 2 },
    { id: 'two', duration: 60 },
  ]);
  const widths = () =>
    [...document.querySelectorAll<HTMLElement>('.strip')].map((strip) => strip.style.width);
  await vi.waitFor(() => expect(widths()).toEqual(['80px', '200px']));
});

test('what is being recorded is drawn as it comes; of another class it is not', async () => {
  const hear = show([]);
  expect(screen.getByText('nothing yet')).toBeTruthy();
  const sound = { classId: 'a', take: 't', samples: Int16Array.of(900), rate: 8000 };
  hear({ ...sound, classId: 'b' });
  await tick();
  expect(document.querySelector('path')).toBeNull();
  for (let block = 0; block < 3; block++) hear(sound);
  await tick();
  // Two blocks a bar, and one that waits for its other half.
  expect(document.querySelector('path')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  expect(screen.queryByText('nothing yet')).toBeNull();
});
