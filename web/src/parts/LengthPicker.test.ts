import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import LengthPicker from './LengthPicker.svelte';

afterEach(cleanup);

test('each choice has a name and what it is for, and is told when it is made', async () => {
  const onchange = vi.fn();
  render(LengthPicker, { value: 'automatic', onchange });
  const chosen = screen.getByRole<HTMLInputElement>('radio', { name: 'Automatic' });
  expect(chosen.checked).toBe(true);
  await fireEvent.click(screen.getByRole('radio', { name: 'Short sounds' }));
  expect(onchange).toHaveBeenLastCalledWith('sound-short');
});

test('what is not the usual is shown when it is chosen', () => {
  const { container } = render(LengthPicker, { value: 'spectrogram', onchange: vi.fn() });
  expect(container.querySelector('details')!.open).toBe(true);
});
