import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LEARNING } from '../../../../testing/fake_socket';
import type { ClassView, TakeView } from '../../../lib/protocol';
import type { Session } from '../../../lib/session.svelte';
import Gallery from './Gallery.svelte';

const ROCK = { id: 'a', name: 'rock', role: 'class' } as ClassView;
const TOGETHER: TakeView = {
  id: 'x',
  class_id: 'a',
  source: 'photo',
  name: 'x.jpg',
  started: 0,
  examples: ['x-0', 'y-0', 'z-0'],
  merged: ['x', 'y', 'z'],
  unseen: [],
  duration: null,
  marks: [],
  trim: null,
  strip: null,
};

const RECORDED: TakeView = {
  ...TOGETHER,
  source: 'camera',
  name: 'Recorded',
  examples: ['x-0', 'x-1', 'x-2'],
  merged: [],
  unseen: ['x-1'],
};

let asked: string[];
let takes: TakeView[];

beforeEach(() => {
  asked = [];
  takes = [TOGETHER];
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(860);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(700);
  vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
    asked.push(`${method} ${path}`);
    const answer = method === 'GET' ? takes : { revision: 2, sentence: '', id: null };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function show(title = '3 photos taken together', entry = ROCK) {
  const change = vi.fn((work: Promise<unknown>, _undoable?: boolean) => work.then(() => true));
  const onclose = vi.fn();
  const session = {
    projectId: 'p',
    project: { subject: 'hands', classes: [ROCK] },
    learning: LEARNING,
    onChanged: () => () => undefined,
    change,
  } as unknown as Session;
  render(Gallery, { session, entry, onclose });
  await screen.findByRole('heading', { name: title });
  return { change, onclose };
}

const chosen = () => screen.queryAllByRole('option', { selected: true }).length;

test('with Shift the ticks choose a range', async () => {
  await show();
  const [first, , last] = screen.getAllByTitle('Select');
  await fireEvent.click(first!);
  await fireEvent.click(last!, { shiftKey: true });
  expect(chosen()).toBe(3);
});

test('Escape takes back the selection, and is the dialog’s only without one', async () => {
  await show();
  await fireEvent.click(screen.getAllByTitle('Select')[1]!);
  expect(chosen()).toBe(1);
  const list = screen.getByRole('listbox');
  // `fireEvent` says whether the browser may go on with the key: here, close the dialog.
  expect(await fireEvent.keyDown(list, { key: 'Escape' })).toBe(false);
  expect(chosen()).toBe(0);
  expect(await fireEvent.keyDown(list, { key: 'Escape' })).toBe(true);
});

test('photos that count as one are split, which can be undone', async () => {
  const { change } = await show();
  await fireEvent.click(screen.getByRole('button', { name: 'Split' }));
  expect(asked).toContain('POST /api/projects/p/takes/x/split');
  const [work, undoable] = change.mock.calls[0]!;
  expect(undoable).toBe(true);
  expect(await work).toMatchObject({ revision: 2, sentence: 'Split 3 photos.' });
});

const names = () => screen.getAllByRole('option').map((one) => one.getAttribute('aria-label'));

test('pictures without a hand are marked, and can be shown and deleted alone', async () => {
  takes = [RECORDED];
  await show('Recorded');
  expect(names()).toEqual(['Example 1', 'Example 2, no hand', 'Example 3']);
  await fireEvent.click(screen.getAllByTitle('Select')[0]!);
  await fireEvent.click(screen.getByRole('switch', { name: 'Only with no hand (1)' }));
  expect([names(), chosen()]).toEqual([['Example 1, no hand'], 0]);
  expect(screen.getByText(/^\s*3 examples in 1 take/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Delete 1 example of Recorded' }));
  expect(asked.filter((call) => !call.startsWith('GET'))).toEqual([
    'POST /api/projects/p/examples/delete',
  ]);
});

test('of what is to be ignored none is marked', async () => {
  takes = [RECORDED];
  await show('Recorded', { ...ROCK, role: 'background' });
  expect(names()).toEqual(['Example 1', 'Example 2', 'Example 3']);
  expect(screen.queryByRole('switch')).toBeNull();
});
