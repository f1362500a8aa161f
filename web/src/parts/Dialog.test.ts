import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismiss, toast, toasts } from '../lib/toasts.svelte';
import Dialog from './Dialog.svelte';

let opener: HTMLButtonElement;

beforeEach(() => {
  opener = document.body.appendChild(document.createElement('button'));
  opener.focus();
});

afterEach(() => {
  cleanup();
  opener.remove();
});

function show() {
  const onclose = vi.fn();
  const children = createRawSnippet(() => ({
    render: () => '<p><input aria-label="Name" value="rock" data-focus></p>',
  }));
  const { unmount } = render(Dialog, { title: 'Rename', onclose, children });
  return { onclose, unmount, dialog: screen.getByRole('dialog', { name: 'Rename' }) };
}

test('it begins where its content says, and gives the focus back', () => {
  const { unmount } = show();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
  unmount();
  expect(document.activeElement).toBe(opener);
});

test('Close, Escape and a click beside it close it; a click in it does not', async () => {
  const { onclose, dialog } = show();
  await fireEvent.click(screen.getByRole('textbox'));
  expect(onclose).not.toHaveBeenCalled();
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await fireEvent(dialog, new Event('cancel', { cancelable: true }));
  await fireEvent.click(dialog);
  expect(onclose).toHaveBeenCalledTimes(3);
});

test('what is said meanwhile stands in it, where it can be answered', async () => {
  const { dialog } = show();
  toast('Deleted.', { action: { label: 'Undo', run: () => undefined } });
  const undo = await screen.findByRole('button', { name: 'Undo' });
  expect(dialog.contains(undo)).toBe(true);
  dismiss(toasts()[0]!.id);
});
