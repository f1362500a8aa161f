import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import { microphone } from '../../lib/microphone.svelte';
import { preferences } from '../../lib/preferences.svelte';
import type { Done, ProjectView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import MicrophonePanel from './MicrophonePanel.svelte';
import { Recorder } from './recorder.svelte';

beforeEach(() => {
  vi.spyOn(microphone, 'start').mockResolvedValue();
});

afterEach(() => {
  cleanup();
  microphone.stop();
  vi.restoreAllMocks();
});

function show(over: Partial<ProjectView> = {}): void {
  const session = {
    projectId: 'p',
    project: { kind: 'sound', subject: 'sound', automatic: true, ...over } as ProjectView,
    change: (work: Promise<Done>) => work.then(() => true),
  } as unknown as Session;
  render(MicrophonePanel, { session, recorder: new Recorder(session) });
}

test('the microphone is turned on and off, and that is remembered', async () => {
  show();
  await fireEvent.click(screen.getByRole('button', { name: 'Turn on the microphone' }));
  expect(microphone.start).toHaveBeenCalledOnce();
  cleanup();
  microphone.state = 'on';
  show();
  await fireEvent.click(screen.getByRole('button', { name: 'Microphone', pressed: true }));
  expect([microphone.state, preferences.microphone]).toEqual(['off', false]);
});

test('what is wrong with it is told, and it can be tried again', async () => {
  microphone.state = 'denied';
  microphone.sentence = 'Allow it.';
  show();
  expect(screen.getByRole('alert').textContent).toBe('Allow it.');
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(microphone.start).toHaveBeenCalledOnce();
});

test('what it listens for is chosen, and what automatic came to is said', async () => {
  const done = { revision: 2, sentence: '', id: null };
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(done);
  show();
  expect(screen.getByText(/Now: words/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('radio', { name: 'Short sounds' }));
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { subject: 'sound-short' });
});

test('one of the articles is named, and left to Advanced', () => {
  show({ subject: 'spectrogram', automatic: false });
  expect(screen.getByText('Spectrogram, 70 ms')).toBeTruthy();
  expect(screen.queryByRole('radio', { name: 'Automatic' })).toBeNull();
});
