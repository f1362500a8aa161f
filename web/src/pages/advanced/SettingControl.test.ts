import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { Setting } from '../../lib/protocol';
import SettingControl from './SettingControl.svelte';

afterEach(cleanup);

function show(change: Partial<Setting>, value: unknown) {
  const onchange = vi.fn();
  const setting: Setting = {
    name: 'x',
    title: 'Epochs',
    kind: 'integer',
    default: 50,
    least: 1,
    most: 1000,
    choices: [],
    help: 'How often.',
    ...change,
  };
  return { onchange, ...render(SettingControl, { setting, value, onchange }) };
}

it('reads a list of whole numbers', async () => {
  const { onchange } = show({ kind: 'integers', title: 'Hidden units' }, [100]);
  const field = screen.getByRole('textbox', { name: 'Hidden units' });
  expect((field as HTMLInputElement).value).toBe('100');
  await fireEvent.input(field, { target: { value: '100, 50' } });
  expect(onchange).toHaveBeenLastCalledWith([100, 50], '');
});

it('keeps what was typed, and says what is wrong with it', async () => {
  const { onchange } = show({}, 50);
  const field = screen.getByRole('textbox', { name: 'Epochs' });
  await fireEvent.input(field, { target: { value: '0' } });
  expect(onchange).toHaveBeenLastCalledWith(50, 'Give a whole number from 1 to 1,000.');
  expect((field as HTMLInputElement).value).toBe('0');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  screen.getByText('Give a whole number from 1 to 1,000.');
});

it('moves a number over powers of ten by steps of 1, 2, 5', async () => {
  const change = { kind: 'number', title: 'Learning rate', least: 1e-5, most: 1 } as const;
  const { onchange } = show(change, 0.001);
  const slider = screen.getByRole('slider', { name: 'Learning rate, in steps' });
  await fireEvent.input(slider, { target: { value: '7' } });
  expect(onchange).toHaveBeenLastCalledWith(0.002, '');
});

it('has a box to tick and a list of choices', async () => {
  const first = show({ kind: 'boolean', title: 'Output bias' }, true);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Output bias' }));
  expect(first.onchange).toHaveBeenLastCalledWith(false, '');
  cleanup();
  const choices = ['softmax', 'sigmoid'];
  const second = show({ kind: 'choice', title: 'Output', choices }, 'softmax');
  const list = screen.getByRole('combobox', { name: 'Output' });
  await fireEvent.change(list, { target: { value: 'sigmoid' } });
  expect(second.onchange).toHaveBeenLastCalledWith('sigmoid', '');
});
