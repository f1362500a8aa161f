import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from './api';
import { Changes } from './changes';
import { dismissAll, toasts } from './toasts.svelte';

let changes: Changes;

const said = () => toasts().map(({ sentence, action }) => [sentence, action?.label]);
const done = (sentence: string, revision: number) =>
  Promise.resolve({ sentence, revision, id: null });

beforeEach(() => {
  changes = new Changes('p', () => Promise.resolve(5));
});

afterEach(() => {
  dismissAll();
  vi.restoreAllMocks();
});

test('a change is offered to be undone at the revision it made', async () => {
  const undo = vi.spyOn(api, 'undo').mockReturnValue(done('Undone: deleted', 7));
  await changes.change(done('Deleted', 6), true);
  expect(said()).toEqual([['Deleted', 'Undo']]);
  toasts()[0]!.action!.run();
  expect(undo).toHaveBeenCalledExactlyOnceWith('p', 6);
  await vi.waitFor(() => expect(said()).toEqual([['Undone: deleted', undefined]]));
});

test('the offer goes with the next change, whatever it is', async () => {
  await changes.change(done('Deleted', 6), true);
  await changes.change(done('', 7), false);
  expect(said()).toEqual([]);
  await changes.change(done('Deleted more', 8), true);
  changes.reached(8);
  expect(said()).toEqual([['Deleted more', 'Undo']]);
  changes.reached(9);
  expect(said()).toEqual([]);
});

test('what was undone otherwise is neither offered nor said', async () => {
  vi.spyOn(api, 'undo').mockReturnValue(done('Undone: added', 7));
  const added = await changes.revisionOf(Promise.resolve());
  expect(added).toBe(5);
  await changes.undo();
  expect(changes.offer('Added', 5)).toBe(false);
  expect(said()).toEqual([['Undone: added', undefined]]);
});

test('of two changes at once, only the later knows its revision', async () => {
  const [first, second] = [Promise.resolve(), Promise.resolve()].map((work) =>
    changes.revisionOf(work),
  );
  expect([await first, await second]).toEqual([null, 5]);
});
