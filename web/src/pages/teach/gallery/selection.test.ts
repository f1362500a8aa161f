import { beforeEach, expect, test } from 'vitest';
import { Selection } from './selection.svelte';

const PLAIN = { shiftKey: false, ctrlKey: false, metaKey: false };
const SHIFT = { ...PLAIN, shiftKey: true };
const CTRL = { ...PLAIN, ctrlKey: true };
let order: string[];
let selection: Selection;

beforeEach(() => {
  order = ['a', 'b', 'c', 'd', 'e'];
  selection = new Selection(() => order);
});

const chosen = () => selection.ids.join('');

test('a click chooses one, with Ctrl another one too', () => {
  selection.pick(1, PLAIN);
  selection.pick(3, CTRL);
  expect(chosen()).toBe('bd');
  selection.pick(1, CTRL);
  expect(chosen()).toBe('d');
  selection.pick(0, PLAIN);
  expect(chosen()).toBe('a');
});

test('with Shift, everything from the last click on, both ways', () => {
  selection.pick(2, PLAIN);
  selection.pick(4, SHIFT);
  expect(chosen()).toBe('cde');
  selection.pick(0, SHIFT);
  expect(chosen()).toBe('abc');
});

test('keys go on from the active one and stay inside', () => {
  selection.move(0, PLAIN);
  selection.move(2, SHIFT);
  expect([chosen(), selection.active]).toEqual(['abc', 2]);
  selection.move(99, PLAIN);
  expect([chosen(), selection.active]).toEqual(['e', 4]);
  selection.move(1, CTRL); // goes there without choosing
  expect([chosen(), selection.active]).toEqual(['e', 1]);
});

test('all, none, and one more by its tick', () => {
  selection.all();
  expect(selection.size).toBe(5);
  selection.clear();
  selection.toggle(2);
  selection.toggle(4);
  expect(chosen()).toBe('ce');
});

test('with Shift, the ticks up to the last one too, and what was chosen stays', () => {
  selection.tick(0, PLAIN);
  selection.tick(2, PLAIN);
  selection.tick(4, SHIFT);
  expect(chosen()).toBe('acde');
  selection.tick(3, PLAIN);
  expect(chosen()).toBe('ace');
  selection.clear();
  selection.tick(1, SHIFT); // nothing to go on from
  expect(chosen()).toBe('b');
});

test('what was deleted is not chosen any more', () => {
  selection.all();
  order = ['b', 'd'];
  selection.prune();
  expect(chosen()).toBe('bd');
  expect(selection.size).toBe(2);
});

test('in an empty gallery nothing happens', () => {
  order = [];
  selection.move(1, PLAIN);
  selection.pick(0, PLAIN);
  expect([selection.size, selection.active]).toEqual([0, -1]);
});
