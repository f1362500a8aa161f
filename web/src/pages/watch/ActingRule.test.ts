import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import ActingRule from './ActingRule.svelte';

afterEach(cleanup);

test('the rule that is chosen is explained, and can be changed', async () => {
  const onchange = vi.fn();
  const { rerender } = render(ActingRule, { rule: 'at-once', onchange });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'At once' }).checked).toBe(true);
  expect(screen.getByText(/^Quick/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('radio', { name: 'When it is over' }));
  expect(onchange).toHaveBeenCalledExactlyOnceWith('per-episode');
  await rerender({ rule: 'per-episode', onchange });
  expect(screen.getByText(/^Careful/)).toBeTruthy();
});
