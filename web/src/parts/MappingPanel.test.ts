import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GAMES } from '../games/registry';
import type { ClassView } from '../lib/protocol';
import MappingPanel from './MappingPanel.svelte';

const classes = [
  { id: 'a', name: 'rock', color: '#0c6b70', role: 'class' },
  { id: 'b', name: 'paper', color: '#9a4a06', role: 'class' },
  { id: 'n', name: 'nothing', color: '#5c6268', role: 'background' },
] as ClassView[];
const { moves } = GAMES[0];

const onchange = vi.fn();
const select = (name: string): HTMLSelectElement => screen.getByRole('combobox', { name });

describe('the mapping panel', () => {
  beforeEach(() => {
    render(MappingPanel, { classes, moves, mapping: { a: 'up' }, onchange, active: 'up' });
  });
  afterEach(() => {
    cleanup();
    onchange.mockReset();
  });

  it('shows which class makes which move', () => {
    expect(select('Up').value).toBe('a');
    expect(select('Down').value).toBe('');
    expect(select('Up').closest('li')?.classList).toContain('active');
    expect(select('Down').closest('li')?.classList).not.toContain('active');
  });

  it('offers every class but the background', () => {
    const names = [...select('Left').options].map((option) => option.text);
    expect(names).toEqual(['No class', 'rock', 'paper']);
  });

  it('says the new mapping when a class is chosen', async () => {
    await fireEvent.change(select('Left'), { target: { value: 'b' } });
    expect(onchange).toHaveBeenLastCalledWith({ a: 'up', b: 'left' });
    await fireEvent.change(select('Up'), { target: { value: '' } });
    expect(onchange).toHaveBeenLastCalledWith({});
  });
});
