import { describe, expect, it } from 'vitest';
import type { HeadView, Learning, Setting } from '../../lib/protocol';
import { Drafts, headsFor } from './drafts.svelte';

const epochs = { name: 'epochs', kind: 'integer', default: 50 } as Setting;
const batch = { name: 'batch', kind: 'integer', default: null } as Setting;
const heads = [
  { name: 'auto', title: 'Automatic', settings: [] as Setting[] },
  { name: 'dense', title: 'Neural network', settings: [epochs, batch] },
] as HeadView[];
const learning = { head: 'dense', settings: { epochs: 20 } } as Partial<Learning> as Learning;

describe('Drafts', () => {
  it('start from what is in use, and from the usual', () => {
    const drafts = new Drafts(heads, learning);
    expect(drafts.selected).toBe('dense');
    expect([drafts.value(epochs), drafts.value(batch)]).toEqual([20, null]);
    expect(drafts.inUse(learning)).toBe(true);
    expect(new Drafts(heads, null).selected).toBe('auto');
  });

  it('tell the server what differs from the usual', () => {
    const drafts = new Drafts(heads, learning);
    drafts.change(epochs, 50, '');
    drafts.change(batch, 8, '');
    expect(drafts.train('dense')).toEqual({ head: 'dense', settings: { batch: 8 } });
    expect(drafts.train('auto')).toEqual({ head: 'auto', settings: {} });
    expect(drafts.inUse(learning)).toBe(false);
  });

  it('know whether all is well', () => {
    const drafts = new Drafts(heads, learning);
    expect(drafts.fine).toBe(true);
    drafts.change(epochs, 20, 'Give a whole number.');
    expect(drafts.fine).toBe(false);
    drafts.change(epochs, 30, '');
    expect(drafts.fine).toBe(true);
  });
});

it('heads that a project can not have are left out', () => {
  const all = [
    { name: 'auto', subjects: [] as string[] },
    { name: 'spectrogram-conv', subjects: ['spectrogram'] },
  ] as HeadView[];
  expect(headsFor(all, 'sound').map(({ name }) => name)).toEqual(['auto']);
  expect(headsFor(all, 'spectrogram')).toHaveLength(2);
});
