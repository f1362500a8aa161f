import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LEARNING } from '../../testing/fake_socket';
import { OpenProject } from './open_project.svelte';
import type { ProjectView } from './protocol';

const VIEW = {
  id: 'p',
  subject: 'anything',
  revision: 5,
  classes: [{ id: 'a', count: 3, cover: null }],
} as unknown as ProjectView;

let answer: () => Promise<Response>;
let opened: OpenProject;
const reached = vi.fn();

const json = (value: unknown, status = 200) =>
  Promise.resolve(new Response(JSON.stringify(value), { status }));

beforeEach(async () => {
  answer = () => json(VIEW);
  vi.stubGlobal('fetch', vi.fn(() => answer()));
  reached.mockClear();
  opened = new OpenProject('p', reached);
  await opened.refresh();
});

afterEach(() => {
  opened.close();
  vi.unstubAllGlobals();
});

test('it is fetched, and its revision told', () => {
  expect(opened.view?.revision).toBe(5);
  expect(reached).toHaveBeenCalledExactlyOnceWith(5);
});

test('what asks at the same time is answered by one request', async () => {
  await Promise.all([opened.refresh(), opened.refresh()]);
  expect(fetch).toHaveBeenCalledTimes(2); // the first one above
});

test('a frame on disk counts at once', () => {
  const saved = { type: 'saved', take: 't', sequence: 3, example: 't-3', take_count: 4 } as const;
  opened.saved({ ...saved, class_id: 'a', class_count: 4 });
  opened.saved({ ...saved, class_id: 'gone', class_count: 1 });
  expect([opened.classOf('a')?.count, opened.classOf('a')?.cover]).toEqual([4, 't-3']);
});

test('a project that looks at something else looks at its pictures again', async () => {
  expect(opened.again).toBe(false);
  answer = () => json({ ...VIEW, revision: 6, subject: 'hands' });
  await opened.fetch();
  expect(opened.again).toBe(true);
  opened.learned({ ...LEARNING, status: 'learning', done: 3, total: 400 });
  expect(opened.again).toBe(true);
  opened.learned({ ...LEARNING, status: 'ready', model: 2 });
  expect(opened.again).toBe(false);
});

test('why it can not be shown is told; that nobody answers is not', async () => {
  answer = () => json({ sentence: 'This project is gone.' }, 404);
  await opened.fetch();
  expect(opened.problem).toBe('This project is gone.');
  answer = () => json(VIEW);
  await opened.fetch();
  expect(opened.problem).toBeNull();
  answer = () => Promise.reject(new TypeError('no network'));
  await opened.fetch();
  expect(opened.problem).toBeNull();
});
