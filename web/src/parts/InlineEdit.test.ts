import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import InlineEdit from './InlineEdit.svelte';

afterEach(cleanup);

async function edit(text: string, key?: string) {
  const onsave = vi.fn();
  render(InlineEdit, { label: 'Name', value: 'rock', onsave });
  await fireEvent.click(screen.getByRole('button', { name: 'Rename rock' }));
  const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(input.value).toBe('rock');
  await fireEvent.input(input, { target: { value: text } });
  if (key) await fireEvent.keyDown(input, { key });
  else await fireEvent.blur(input);
  return onsave;
}

test('Enter saves, without spaces around, once', async () => {
  const onsave = await edit('  stone ', 'Enter');
  expect(onsave.mock.calls).toEqual([['stone']]);
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button'));
});

test('leaving the field saves too', async () => {
  expect((await edit('stone')).mock.calls).toEqual([['stone']]);
});

test('Escape keeps the old name', async () => {
  expect(await edit('stone', 'Escape')).not.toHaveBeenCalled();
  expect(screen.getByRole('button').textContent).toContain('rock');
});

test.each(['', '   ', 'rock'])('nothing is saved for "%s"', async (text) => {
  expect(await edit(text, 'Enter')).not.toHaveBeenCalled();
});
