import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { ClassView } from '../../lib/protocol';
import OtherActions from './OtherActions.svelte';
import type { Recorder } from './recorder.svelte';

afterEach(cleanup);

const other = (count: number, takes = 0) =>
  ({ id: 'o', name: 'other', count, takes }) as ClassView;
const recorder = (over: Partial<Recorder> = {}) =>
  ({ classId: null, left: 0, share: null, record: vi.fn(), ...over }) as unknown as Recorder;

test('it is recorded in two long takes', async () => {
  const clock = recorder();
  render(OtherActions, { entry: other(0), recorder: clock, ready: true });
  expect(screen.getByText(/Record this twice: stand still/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Record 15 s' }));
  expect(clock.record).toHaveBeenCalledExactlyOnceWith('o');
});

test('after the first one more is asked for', () => {
  render(OtherActions, { entry: other(19, 1), recorder: recorder(), ready: true });
  expect(screen.getByText(/Record it once more: stand still/)).toBeTruthy();
});

test('meanwhile it tells how long is left', () => {
  render(OtherActions, {
    entry: other(0),
    recorder: recorder({ classId: 'o', share: 0.6 }),
    ready: true,
  });
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('60');
  expect(screen.getByText(/6 s to go/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('enough is enough, and without a camera there is nothing to record', () => {
  render(OtherActions, { entry: other(38, 2), recorder: recorder(), ready: false });
  expect(screen.getByText(/This is enough/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button').disabled).toBe(true);
});
