import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Kind } from '../../lib/protocol';
import type { Tello } from '../../lib/tello.svelte';
import type { GameEvent } from '../types';
import Fighter from './Fighter.svelte';

function open(kind: Kind = 'clip', notice: string | null = null) {
  const callbacks = new Set<(event: GameEvent) => void>();
  render(Fighter, {
    listen: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    notice,
    names: { punch: 'straight arm' },
    kind,
    tello: {} as Tello,
  });
  return (move: string, said: string, kind: GameEvent['kind'] = 'start') => {
    for (const call of callbacks) call({ move, kind, said, at: 0 });
  };
}
const told = (name: string) => screen.getByRole('status', { name }).textContent?.trim();
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe('the fighter', () => {
  it('lets one choose who fights, and how well', async () => {
    open();
    expect(screen.getByText('Computer')).toBeTruthy();
    await fireEvent.click(screen.getByRole('radio', { name: 'Hard' }));
    await fireEvent.click(screen.getByRole('radio', { name: /Two at one keyboard/ }));
    expect(screen.queryByRole('radio', { name: 'Hard' })).toBeNull();
    expect(screen.getByText('Player 2')).toBeTruthy();
    cleanup();
    open();
    expect(screen.getByText('Player 2')).toBeTruthy();
  });

  it('shows on a tile what is said for it and the keys that work', async () => {
    open();
    const punch = () => {
      const tile = screen.getByRole('button', { name: 'Punch' });
      return [...tile.querySelectorAll('em, kbd')].map((one) => one.textContent);
    };
    expect(punch()).toEqual(['“straight arm”', 'F']);
    await fireEvent.click(screen.getByRole('radio', { name: /Camera against keyboard/ }));
    expect(punch()).toEqual(['“straight arm”', ',']);
    await fireEvent.click(screen.getByRole('radio', { name: /Two at one keyboard/ }));
    expect(punch()).toEqual(['F', ',']);
  });

  it('starts, announces, pauses by a key, and goes on', async () => {
    open();
    await press('Start');
    await vi.waitFor(() => expect(told('Round')).toBe('Round 1'));
    await fireEvent.keyDown(document.body, { code: 'KeyP' });
    expect(screen.getByRole('heading', { name: 'Paused' })).toBeTruthy();
    await press('Go on');
    expect(screen.queryByRole('heading', { name: 'Paused' })).toBeNull();
    await press('Pause');
    await press('New match');
    expect(screen.getByRole('button', { name: 'Start' })).toBeTruthy();
  });

  it('says what was recognised, and lights the move; it starts nothing by itself', async () => {
    const fire = open();
    fire('punch', 'straight arm');
    await vi.waitFor(() => expect(told('Recognised')).toBe('straight arm'));
    expect(screen.getByRole('button', { name: 'Start' })).toBeTruthy();
    await press('Start');
    fire('left', 'side step');
    await vi.waitFor(() => {
      expect(screen.getByRole('button', { name: 'Walk left' }).className).toContain('on');
    });
    fire('dance', 'samba');
    expect(told('Recognised')).toBe('side step');
  });

  it('shows the classes and the keys of the moves', () => {
    open();
    expect(screen.getByRole('button', { name: 'Punch' }).textContent).toContain('straight arm');
    expect(screen.getByRole('button', { name: 'Kick' }).textContent).toContain('G');
  });

  it('says why nothing steers, while it is played', async () => {
    open('picture', "I can't see a person");
    expect(told('Steering')).toBe('');
    await press('Start');
    expect(told('Steering')).toBe("I can't see a person.");
  });

  it('has a meter of health for each', () => {
    open('sound');
    const meters = screen.getAllByRole('meter');
    expect(meters.map((meter) => meter.getAttribute('aria-label'))).toEqual([
      'Health: You',
      'Health: Computer',
    ]);
    expect(meters[0]?.getAttribute('aria-valuenow')).toBe('100');
    expect(screen.getByText(/Voice against keyboard/)).toBeTruthy();
  });
});
