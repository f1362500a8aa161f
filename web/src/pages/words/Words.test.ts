import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../../../testing/fake_socket';
import { microphone } from '../../lib/microphone.svelte';
import { preferences } from '../../lib/preferences.svelte';
import type { Answer, Fired } from '../../lib/protocol';
import Words from './Words.svelte';

const LABELS = ['yes', 'no', 'left', '_background_noise_', '_unknown_'];

beforeEach(() => {
  preferences.words = null;
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.spyOn(microphone, 'start').mockResolvedValue();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(): Promise<void> {
  render(Words);
  FakeSocket.last.readyState = 1;
  FakeSocket.last.say({
    type: 'words-hello',
    version: '1',
    labels: LABELS,
    background: LABELS.slice(3),
    settings: {
      type: 'words-settings',
      listening: { threshold: 0.75, overlap: 0.95, suppress_ms: 0, hits: 2 },
      noise_and_unknown: false,
    },
  });
  await tick();
}

async function say(label: string | null, ...events: Fired[]): Promise<void> {
  const probabilities = LABELS.map((one) => (one === label ? 0.96 : 0.01));
  const answer = { type: 'answer', stream: 0, sequence: 0, captured: 0, probabilities, label };
  FakeSocket.last.say({ ...answer, events } as Partial<Answer> as Answer);
  await tick();
}

const event = { confidence: 0.96, latency: null };
const start = (class_id: string): Fired => ({ ...event, class_id, kind: 'start' });
const stop = (class_id: string): Fired => ({ ...event, class_id, kind: 'stop', confidence: 0 });
const written = () =>
  screen.queryAllByRole('listitem').map((one) => one.textContent.replace(/\s+/g, ' ').trim());
const large = () => document.querySelector('.said .word')?.textContent;

test('there is a bar for every word, and quieter ones for what is no word', async () => {
  await open();
  const bars = screen.getAllByRole('meter').map((one) => one.getAttribute('aria-label'));
  expect(bars).toEqual(['yes', 'no', 'left', 'noise', 'another word']);
  const others = screen.getByRole('group', { name: 'No word' });
  expect(within(others).getAllByRole('meter')).toHaveLength(2);
  await say('left');
  const left = screen.getByRole('meter', { name: 'left' });
  expect(left.getAttribute('aria-valuenow')).toBe('96');
  expect(left.classList).toContain('winner');
});

test('a word that is heard is shown large for a while, and written down', async () => {
  vi.useFakeTimers();
  await open();
  await say('left');
  expect(large()).toBeUndefined(); // it is not sure enough yet that it was said
  await say('left', start('left'));
  expect(large()).toBe('left');
  await say('_background_noise_', stop('left'));
  expect(large()).toBe('left');
  await vi.advanceTimersByTimeAsync(900);
  await say('_background_noise_');
  await vi.advanceTimersByTimeAsync(900);
  await tick();
  expect(large()).toBeUndefined();
  expect(screen.getByText('Say a word.')).toBeTruthy();
  await say('yes', start('yes'));
  expect(large()).toBe('yes');
  expect(written().map((line) => line.slice(9, -5))).toEqual(['yes', 'left']);
  await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(written()).toEqual([]);
});

test('one button turns the microphone on', async () => {
  await open();
  await fireEvent.click(screen.getByRole('button', { name: 'Turn on the microphone' }));
  expect(microphone.start).toHaveBeenCalledOnce();
  expect(screen.getByLabelText('Recording to listen to')).toBeTruthy();
});

test('the settings have their usual names, and go back to what they were', async () => {
  await open();
  const threshold = screen.getByRole<HTMLInputElement>('slider', { name: 'Probability threshold' });
  expect(threshold.value).toBe('0.75');
  await fireEvent.input(threshold, { target: { value: '0.9' } });
  expect(preferences.words?.listening.threshold).toBe(0.9);
  await fireEvent.click(screen.getByRole('switch', { name: 'Also noise and unknown words' }));
  expect(preferences.words).toMatchObject({ noise_and_unknown: true });
  expect(screen.queryByText(/choose once/)).toBeNull();
  await fireEvent.input(screen.getByRole('slider', { name: 'Overlap' }), {
    target: { value: '0.5' },
  });
  expect(screen.getByText(/choose once/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'As at first' }));
  expect(preferences.words).toBeNull();
  expect(threshold.value).toBe('0.75');
});

test('a studio that is gone, or has no words, is told', async () => {
  await open();
  FakeSocket.last.drop();
  await tick();
  expect(screen.getByRole('alert').textContent).toContain('Start it again');
  cleanup();
  render(Words);
  const refused = { type: 'refused', take: null, sequence: null, final: true } as const;
  FakeSocket.last.say({ ...refused, sentence: 'Reinstall understudy.' });
  await tick();
  expect(screen.getByRole('alert').textContent).toContain('Reinstall understudy.');
});
