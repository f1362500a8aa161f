import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import LineChart from './LineChart.svelte';

afterEach(cleanup);

const props = { title: 'Cost', help: 'How wrong.', xLabel: 'batches', yLabel: 'cost', end: 500 };

it('says what it draws, and follows values that change in place', async () => {
  const [xs, ys] = [[1], [1.4]];
  const { rerender } = render(LineChart, { ...props, xs, ys, version: 1 });
  const plot = screen.getByRole('img');
  expect(plot.getAttribute('aria-label')).toBe('Cost: from 1.4 to 1.4, over 500 batches');
  ys[0] = 0.9;
  xs.push(2);
  ys.push(0.3);
  await rerender({ version: 2 });
  expect(plot.getAttribute('aria-label')).toBe('Cost: from 0.9 to 0.3, over 500 batches');
  screen.getByText('0.3', { selector: 'strong' });
});

it('labels both axes', () => {
  render(LineChart, { ...props, xs: [1], ys: [1.4], version: 1 });
  const ticks = [...document.querySelectorAll('.plot span')].map((one) => one.textContent);
  expect(ticks.filter(Boolean)).toEqual(['0', '0.5', '1', '1.5', '0', '200', '400']);
  screen.getByText('batches');
  screen.getByText('cost');
});

it('is empty before there is anything to draw', () => {
  render(LineChart, { ...props, xs: [], ys: [], version: 0 });
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Cost: nothing to draw yet');
});
