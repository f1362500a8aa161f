import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismiss, dismissAll, pause, resume, toast, toastError, ToastPlace, toasts } from './toasts.svelte';

const shown = () => toasts().map((entry) => entry.sentence);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const action = { label: 'Undo', run: () => undefined };

test('a toast goes by itself; one to answer or of a problem later', () => {
  toast('Undone.');
  toast('Deleted.', { action });
  vi.advanceTimersByTime(4000);
  expect(shown()).toEqual(['Deleted.']);
  toast('No.', { kind: 'bad' });
  vi.advanceTimersByTime(4000);
  expect(shown()).toEqual(['No.']);
  vi.advanceTimersByTime(4000);
  expect(shown()).toEqual([]);
});

test('it stays while it is pointed at, and then for the time it had left', () => {
  toast('a');
  vi.advanceTimersByTime(3000);
  pause();
  toast('No.', { kind: 'bad' });
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(['a', 'No.']);
  resume();
  vi.advanceTimersByTime(1000);
  expect(shown()).toEqual(['No.']);
});

test('at most two are shown; one takes the place of another of its kind', () => {
  toast('a');
  toast('b');
  expect(shown()).toEqual(['b']);
  toast('No.', { kind: 'bad' });
  toast('Never.', { kind: 'bad' });
  expect(shown()).toEqual(['b', 'Never.']);
  toast('Deleted one.', { action });
  toast('Deleted two.', { action });
  expect(shown()).toEqual(['Deleted one.', 'Deleted two.']);
});

test('it can be dismissed, and all at once', () => {
  dismiss(toast('a'));
  expect(shown()).toEqual([]);
  toast('a');
  toast('No.', { kind: 'bad' });
  dismissAll();
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
