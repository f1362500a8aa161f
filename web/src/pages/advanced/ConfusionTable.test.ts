import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { ClassView, Confusion } from '../../lib/protocol';
import ConfusionTable from './ConfusionTable.svelte';
import { rowsOf } from './confusion';

afterEach(cleanup);

const confusion: Confusion = {
  class_ids: ['b', 'a'],
  cells: [
    { true: 'a', predicted: 'a', examples: ['1', '2', '3'] },
    { true: 'a', predicted: 'b', examples: ['4'] },
    { true: 'b', predicted: 'b', examples: ['5'] },
  ],
  sentence: '',
};
const classes = [
  { id: 'a', name: 'rock', color: '#0c6b70' },
  { id: 'b', name: 'paper', color: '#9a4a06' },
] as ClassView[];

it('shares out each row', () => {
  const [rock, paper] = rowsOf(confusion, classes);
  expect(rock?.total).toBe(4);
  expect(rock?.squares.map((square) => square.share)).toEqual([0.75, 0.25]);
  expect(paper?.squares.map((square) => square.share)).toEqual([0, 1]);
});

it('opens the examples behind a cell', async () => {
  const onopen = vi.fn();
  render(ConfusionTable, { confusion, classes, onopen });
  screen.getByRole('columnheader', { name: 'paper' });
  screen.getByRole('rowheader', { name: 'rock' });
  await fireEvent.click(screen.getByRole('button', { name: 'rock, taken for paper: 1 of 4' }));
  expect(onopen).toHaveBeenCalledExactlyOnceWith('rock, taken for paper: 1 of 4', ['4']);
  expect(screen.getAllByRole('button')).toHaveLength(3);
});
