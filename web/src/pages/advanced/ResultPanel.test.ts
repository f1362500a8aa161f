import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { ClassView, Kind, Learning } from '../../lib/protocol';
import ResultPanel from './ResultPanel.svelte';

afterEach(cleanup);

const classes = [
  { id: 'a', name: 'rock', color: '#0c6b70' },
  { id: 'b', name: 'paper', color: '#9a4a06' },
] as ClassView[];

function show(
  perClass: Record<string, number | null>,
  told: Partial<Learning> = {},
  kind: Kind = 'picture',
) {
  const sentence = 'Record another take of `paper`.';
  const usual = { status: 'ready', accuracy: 0.98, sentence, reason: '', head: 'auto', ...told };
  const learning = { ...usual, per_class: perClass };
  cleanup();
  render(ResultPanel, { learning: learning as Learning, classes, kind, titleOf: (head) => head });
  return document.querySelector('strong')?.textContent.trim();
}

it('says how good it is once every class was tested', () => {
  expect(show({ a: 0.96, b: 1 })).toBe('98\u202f%');
});

it('gives no figure where there is none of all that counts', () => {
  expect(show({ a: 0.98, b: null }, { accuracy: null })).toBe('Can’t tell yet');
  screen.getByText(/Record another take/);
  expect(screen.getByRole('list').textContent).toMatch(/rock\s+98\u202f%\s*paper\s+can’t tell yet/);
});

it('agrees with the sentence where only what is ignored was not tested', () => {
  const sentence = 'Recognises 75 % of clips it has not seen.';
  expect(show({ a: 0.75, b: null }, { accuracy: 0.75, sentence })).toBe('75\u202f%');
  expect(screen.getByRole('list').textContent).toContain('can’t tell yet');
});

it('tells what a head chose, or what it goes by', () => {
  show({ a: 1 }, { chosen: 'neighbors (k 5)' });
  expect(document.body.textContent).toMatch(/auto\s+chose neighbors \(k 5\)/);
  show({ a: 1 }, { chosen: 'movement' }, 'clip');
  expect(document.body.textContent).toMatch(/auto\s+goes by movement/);
});
