import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { ClassView, Learning } from '../../lib/protocol';
import ResultPanel from './ResultPanel.svelte';

afterEach(cleanup);

const classes = [
  { id: 'a', name: 'rock', color: '#0c6b70' },
  { id: 'b', name: 'paper', color: '#9a4a06' },
] as ClassView[];

function show(perClass: Record<string, number | null>) {
  const sentence = 'Record another take of `paper`.';
  const learning = { status: 'ready', accuracy: 0.98, per_class: perClass, sentence, reason: '' };
  render(ResultPanel, { learning: learning as Learning, classes, titleOf: (head) => head });
  return document.querySelector('strong')?.textContent.trim();
}

it('says how good it is once every class was tested', () => {
  expect(show({ a: 0.96, b: 1 })).toBe('98\u202f%');
});

it('gives no figure that leaves out a class', () => {
  expect(show({ a: 0.98, b: null })).toBe('Can’t tell yet');
  screen.getByText(/Record another take/);
  expect(screen.getByRole('list').textContent).toMatch(/rock\s+98\u202f%\s*paper\s+can’t tell yet/);
});
