import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismiss, toast, toastError, ToastPlace, toasts } from './toasts.svelte';

const shown = () => toasts().map((entry) => entry.sentence);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test('a toast goes by itself, a bad one later', () => {
  toast('Deleted.');
  toast('No.', { kind: 'bad' });
  vi.advanceTimersByTime(6000);
  expect(shown()).toEqual(['No.']);
  vi.advanceTimersByTime(6000);
  expect(shown()).toEqual([]);
});

test('at most three are shown, the newest; the same sentence once', () => {
  for (const sentence of ['a', 'b', 'c', 'b', 'd']) toast(sentence);
  expect(shown()).toEqual(['c', 'b', 'd']);
});

test('it can be dismissed', () => {
  toast('a');
  dismiss(toasts()[0]!.id);
  expect(shown()).toEqual([]);
});

test('an error is shown by its sentence, what was cancelled not at all', () => {
  toastError(new Error('The disk is full.'));
  toastError(new DOMException('Cancelled', 'AbortError'));
  expect(toasts().map(({ sentence, kind }) => [sentence, kind])).toEqual([
    ['The disk is full.', 'bad'],
  ]);
});

test('they are shown in the place that was opened last', () => {
  const [page, dialog] = [new ToastPlace(), new ToastPlace()];
  const closePage = page.open();
  expect([page.current, dialog.current]).toEqual([true, false]);
  const closeDialog = dialog.open();
  expect([page.current, dialog.current]).toEqual([false, true]);
  closeDialog();
  expect(page.current).toBe(true);
  closePage();
  expect(page.current).toBe(false);
});
