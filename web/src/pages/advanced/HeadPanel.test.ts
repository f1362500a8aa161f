import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { HeadView, Learning } from '../../lib/protocol';
import { Drafts } from './drafts.svelte';
import HeadPanel from './HeadPanel.svelte';

afterEach(cleanup);

const heads = [
  { name: 'auto', title: 'Automatic', help: '', by_hand: false, subjects: [], settings: [] },
  { name: 'dense', title: 'Neural network', help: '', by_hand: true, subjects: [], settings: [] },
] as HeadView[];

function show(learning: Partial<Learning>, busy: boolean) {
  const told = { head: 'dense', settings: {}, model: 3, waiting: 0, ...learning } as Learning;
  render(HeadPanel, { drafts: new Drafts(heads, told), learning: told, busy, ontrain: () => {} });
  return screen.getByRole('radio', { checked: true }).closest('label')?.textContent;
}

it('says which head answers', () => {
  expect(show({}, false)).toMatch(/Neural network\s+in use/);
});

it('does not say so while it still trains', () => {
  const text = show({}, true);
  expect(text).toMatch(/Neural network\s+training/);
  expect(text).not.toContain('in use');
});

it('what learns by itself stays in use meanwhile', () => {
  expect(show({ head: 'auto' }, true)).toMatch(/Automatic\s+in use/);
});
