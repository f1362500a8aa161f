import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../../lib/api';
import type { ClassView, Compared, HeadView, Learning } from '../../lib/protocol';
import ComparePanel from './ComparePanel.svelte';
import { Drafts } from './drafts.svelte';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const heads = [
  { name: 'auto', title: 'Automatic', settings: [] },
  { name: 'neighbors', title: 'Nearest neighbours', settings: [] },
  { name: 'dense', title: 'Neural network', settings: [] },
] as unknown as HeadView[];
const learning = { head: 'dense', settings: {} } as Learning;
const classes = [{ takes: 60 }, { takes: 60 }] as ClassView[];

function row(head: string, accuracy: number | null): Compared {
  const rest = { settings: {}, sentence: '', fit_seconds: 0.5, predict_milliseconds: 0.12 };
  return { head, subject: null, accuracy, ...rest };
}

function show(room = false) {
  const onuse = vi.fn();
  const drafts = new Drafts(heads, learning);
  render(ComparePanel, { projectId: 'p', drafts, learning, classes, busy: false, room, onuse });
  return onuse;
}
const press = () => fireEvent.click(screen.getByRole('button', { name: 'Compare' }));

describe('ComparePanel', () => {
  it('compares neighbours and the network unless told otherwise', async () => {
    const rows = [row('neighbors', 0.8), row('dense', 0.94)];
    const compare = vi.spyOn(api, 'compare').mockResolvedValue(rows);
    const onuse = show();
    await press();
    await screen.findByRole('rowheader', { name: 'Nearest neighbours' });
    expect(compare.mock.calls[0]?.[1].heads.map((one) => one.head)).toEqual(['neighbors', 'dense']);
    expect(screen.getByRole('status').textContent).toContain('Neural network is right more often');
    expect(screen.queryByRole('button', { name: 'Use Neural network' })).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Use Nearest neighbours' }));
    expect(onuse).toHaveBeenCalledExactlyOnceWith({ head: 'neighbors', settings: {} });
  });

  it('says when it can’t tell', async () => {
    const rows = [row('neighbors', null), row('dense', null)];
    vi.spyOn(api, 'compare').mockResolvedValue(rows);
    show();
    await press();
    expect(await screen.findAllByText('can’t tell yet')).toHaveLength(2);
  });

  it('needs two to compare', async () => {
    show();
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Neural network' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Compare' }).disabled).toBe(true);
  });

  it('lists the old way beside the heads where the empty room was captured', async () => {
    const old = { ...row('auto', 0.5), subject: 'silhouette' as const };
    const rows = [row('neighbors', 0.8), row('dense', 0.94), old];
    const compare = vi.spyOn(api, 'compare').mockResolvedValue(rows);
    show();
    expect(screen.queryByRole('checkbox', { name: /Silhouette/ })).toBeNull();
    cleanup();
    show(true);
    await fireEvent.click(screen.getByRole('checkbox', { name: /Silhouette/ }));
    await press();
    await screen.findByRole('rowheader', { name: 'Silhouette' });
    expect(compare.mock.calls[0]?.[1].silhouette).toBe(true);
    expect(screen.getByText('50 %')).toBeTruthy();
    expect(screen.getByRole('status').textContent).not.toContain('50 %');
    expect(screen.queryByRole('button', { name: 'Use Automatic' })).toBeNull();
  });

  it('compares one head with the old way', async () => {
    const compare = vi.spyOn(api, 'compare').mockResolvedValue([row('dense', 0.9)]);
    show(true);
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Nearest neighbours' }));
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Compare' });
    expect(button.disabled).toBe(true);
    await fireEvent.click(screen.getByRole('checkbox', { name: /Silhouette/ }));
    expect(button.disabled).toBe(false);
    await press();
    expect(compare.mock.calls[0]?.[1].heads).toHaveLength(1);
  });

  it('stops the server too when cancelled', async () => {
    vi.spyOn(api, 'compare').mockReturnValue(new Promise(() => undefined));
    const cancel = vi.spyOn(api, 'cancelTraining').mockResolvedValue(learning);
    show();
    await press();
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).toHaveBeenCalledExactlyOnceWith('p');
  });
});
