import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DroneStatus } from '../../lib/protocol';
import { Tello } from '../../lib/tello.svelte';
import type { GameEvent } from '../types';
import VoiceDrone from './VoiceDrone.svelte';

let status: DroneStatus;
let asked: string[];
let hear: (event: GameEvent) => void;

beforeEach(() => {
  status = 'off';
  asked = [];
  vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => {
    const what = path.split('?')[0]!.replace('/api/drone', '');
    asked.push(what);
    if (what === '/connect') status = 'ready';
    if (what === '/arm') status = 'armed';
    if (what === '/stop' && status !== 'off') status = 'ready';
    if (what === '/move') status = String(body).includes('land') ? 'armed' : 'flying';
    const hands = status === 'off' || status === 'ready' ? 'nobody' : 'yours';
    const view = { status, sentence: `It is ${status}.`, battery: 70, height: 80, hands };
    return Promise.resolve({ status: 200, text: () => Promise.resolve(JSON.stringify(view)) });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open() {
  return render(VoiceDrone, {
    listen: (callback: (event: GameEvent) => void) => {
      hear = callback;
      return () => undefined;
    },
    notice: null,
    names: { takeoff: 'take off' },
    kind: 'sound',
    tello: new Tello(),
  });
}

const says = (word: string, move: string, kind: GameEvent['kind'] = 'start') =>
  hear({ move, kind, said: word, at: performance.now() });
const told = (name: string) => screen.getByRole('status', { name }).textContent?.trim();
const armed = (n = 0) => screen.getAllByRole<HTMLInputElement>('switch', { name: 'Armed' })[n]!;

async function armReal(): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name: /Fly a real Tello/ }));
  await fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
  await vi.waitFor(() => expect(armed(1)).toBeTruthy());
  await fireEvent.click(armed(1));
  await vi.waitFor(() => expect(armed().checked).toBe(true));
}

describe('the voice drone', () => {
  it('flies by what is said, once it is armed', async () => {
    open();
    says('take off', 'takeoff');
    await vi.waitFor(() => expect(told('Recognised')).toBe('take off'));
    expect(told('Flight')).toBe('It is not armed, so it does not fly.');
    await fireEvent.click(armed());
    says('take off', 'takeoff', 'stop');
    expect(told('Flight')).toBe('Armed. It flies when it is told to.');
    says('take off', 'takeoff');
    await vi.waitFor(() => expect(told('Flight')).toBe('Taking off.'));
    expect(asked).not.toContain('/move');
  });

  it.each(['Escape', 'Space'])('is stopped by %s, whatever has the focus', async (key) => {
    open();
    await fireEvent.click(armed());
    await fireEvent.keyDown(document.body, { key: 't' });
    expect(told('Flight')).toBe('Taking off.');
    const button = screen.getByRole('button', { name: /^Flip/ });
    const passed = await fireEvent.keyDown(button, { key, code: key });
    expect(passed).toBe(key === 'Escape'); // Space presses no button now
    expect(await fireEvent.keyUp(button, { key, code: key })).toBe(key === 'Escape');
    expect(told('Flight')).toBe('Stopped. It is landing.');
    expect(armed().checked).toBe(false);
    expect(asked).toContain('/stop');
  });

  it('flies nothing real that was not armed', async () => {
    open();
    await fireEvent.click(screen.getByRole('button', { name: /Fly a real Tello/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    await vi.waitFor(() => expect(armed(1).checked).toBe(false));
    await fireEvent.click(armed());
    says('take off', 'takeoff');
    expect(asked).not.toContain('/move');
  });

  it('flies the real one too, and both stop', async () => {
    open();
    await armReal();
    says('take off', 'takeoff');
    await vi.waitFor(() => expect(told('Real drone')).toBe('It is flying.'));
    expect(told('Flight')).toBe('Taking off.');
    expect(asked).not.toContain('/stop'); // no answer makes the page let go of it
    const [first, second] = screen.getAllByRole('button', { name: /^STOP/ });
    expect(first).toBeTruthy();
    await fireEvent.pointerDown(second!);
    await vi.waitFor(() => expect(told('Real drone')).toBe('It is ready.'));
    expect(told('Flight')).toBe('Stopped. It is landing.');
  });

  it('lands the real one when the game is left', async () => {
    const { unmount } = open();
    await armReal();
    expect(asked).not.toContain('/stop');
    unmount();
    expect(asked.at(-1)).toBe('/stop');
  });
});
