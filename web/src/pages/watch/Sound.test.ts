import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Ears } from '../../lib/ears';
import { microphone } from '../../lib/microphone.svelte';
import Sound from './Sound.svelte';

const ears = vi.hoisted(() => ({ playerEars: vi.fn() }));
vi.mock('../../lib/ears', () => ears);

beforeEach(() => {
  vi.spyOn(microphone, 'start').mockResolvedValue();
});

afterEach(() => {
  cleanup();
  microphone.stop();
  vi.restoreAllMocks();
});

const calls = () => ({ onlisten: vi.fn<(ears: Ears | null) => void>(), onproblem: vi.fn() });
const props = { fps: 0, latency: 0, labels: [] };

test('without a microphone it says what to do, and offers to listen to a recording', async () => {
  render(Sound, { ...props, ...calls() });
  expect(screen.getByText(/The microphone is off/)).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Choose a recording' }).length).toBeGreaterThan(0);
  await fireEvent.click(screen.getByRole('button', { name: 'Turn on the microphone' }));
  expect(microphone.start).toHaveBeenCalledOnce();
});

test('a recording that is chosen is listened to, until it is put away', async () => {
  const told = calls();
  const played: Ears = { analyser: null as never, onBlock: () => () => undefined };
  ears.playerEars.mockResolvedValue(played);
  render(Sound, { ...props, ...told });
  const chooser = screen.getByLabelText('Recording to listen to');
  await fireEvent.change(chooser, { target: { files: [new File([], 'walk.wav')] } });
  await vi.waitFor(() => expect(told.onlisten).toHaveBeenLastCalledWith(played));
  expect(screen.getByText('walk.wav')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Back to the microphone' }));
  expect(told.onlisten).toHaveBeenLastCalledWith(null);
});

test('a file that can not be played is told, and put away', async () => {
  const told = calls();
  ears.playerEars.mockRejectedValue(new Error('No.'));
  render(Sound, { ...props, ...told });
  const chooser = screen.getByLabelText('Recording to listen to');
  await fireEvent.change(chooser, { target: { files: [new File([], 'walk.txt')] } });
  await vi.waitFor(() => expect(told.onproblem).toHaveBeenCalledOnce());
  expect(screen.queryByText('walk.txt')).toBeNull();
});
