import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Hint from './Hint.svelte';

afterEach(cleanup);

it('explains when focused, and goes with Escape', async () => {
  render(Hint, { about: 'Epochs', text: 'How often to go through all examples.' });
  const button = screen.getByRole('button', { name: 'What is “Epochs”?' });
  const tip = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  expect(tip?.textContent).toBe('How often to go through all examples.');
  expect(tip?.classList).not.toContain('shown');
  await fireEvent.focus(button);
  expect(tip?.classList).toContain('shown');
  await fireEvent.keyDown(window, { key: 'Escape' });
  expect(tip?.classList).not.toContain('shown');
});
