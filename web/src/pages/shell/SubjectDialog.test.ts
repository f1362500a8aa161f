import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { Done, ProjectView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import SubjectDialog from './SubjectDialog.svelte';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function open(works = true, over: Partial<ProjectView> = {}, old = false) {
  const classes = [
    { count: 9, takes: 2 },
    { count: 3, takes: 1 },
  ];
  const project = { kind: 'picture', subject: 'anything', classes, ...over };
  const session = {
    projectId: 'p',
    project: project as unknown as ProjectView,
    change: (work: Promise<Done>) => work.then(() => works),
  } as unknown as Session;
  const onclose = vi.fn();
  render(SubjectDialog, { session, old, onclose });
  return onclose;
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

test('switching says that pictures are kept, and closes when it is done', async () => {
  const done = { revision: 2, sentence: '', id: null };
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(done);
  const onclose = open();
  expect(screen.getByText(/Your 12 pictures are kept and looked at again/)).toBeTruthy();
  expect(button('Switch').disabled).toBe(true);
  await fireEvent.click(screen.getByRole('radio', { name: 'Body' }));
  await fireEvent.submit(button('Switch').form!);
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { subject: 'body' });
});

test('a switch that fails leaves it open', async () => {
  vi.spyOn(api, 'changeProject').mockResolvedValue({ revision: 2, sentence: '', id: null });
  const onclose = open(false);
  await fireEvent.click(screen.getByRole('radio', { name: 'Hands' }));
  await fireEvent.submit(button('Switch').form!);
  await vi.waitFor(() => expect(button('Switch').disabled).toBe(false));
  expect(onclose).not.toHaveBeenCalled();
});

test('of a project that listens the length of its sounds is changed', async () => {
  const done = { revision: 2, sentence: '', id: null };
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(done);
  const onclose = open(true, { kind: 'sound', subject: 'sound-short', automatic: false });
  expect(screen.getByText(/Your 3 recordings are kept and listened to again/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Short sounds' }).checked).toBe(true);
  await fireEvent.click(screen.getByRole('radio', { name: 'Automatic' }));
  await fireEvent.submit(button('Switch').form!);
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { automatic: true });
});

test('of a project of actions it is changed whose they are', async () => {
  const done = { revision: 2, sentence: '', id: null };
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(done);
  open(true, { kind: 'clip', subject: 'actions' });
  expect(screen.getByRole('dialog', { name: 'Watch for something else' })).toBeTruthy();
  expect(screen.getByText(/Your 3 clips are kept and looked at again/)).toBeTruthy();
  expect(screen.queryByRole('radio', { name: 'Anything' })).toBeNull();
  await fireEvent.click(screen.getByRole('radio', { name: 'Hands' }));
  await fireEvent.submit(button('Switch').form!);
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { subject: 'actions-hands' });
});

test('the old way is offered where it is advanced, and needs the empty room', async () => {
  open();
  expect(screen.queryByRole('radio', { name: 'Silhouette' })).toBeNull();
  cleanup();
  open(true, { room: false }, true);
  expect(screen.queryByRole('button', { name: /Capture/ })).toBeNull();
  await fireEvent.click(screen.getByRole('radio', { name: 'Silhouette' }));
  expect(button('Capture the empty room').disabled).toBe(false);
  expect(button('Switch').disabled).toBe(true);
});

test('with the empty room it can be switched to, and captured again', async () => {
  const done = { revision: 2, sentence: '', id: null };
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(done);
  open(true, { room: true, revision: 5 }, true);
  await fireEvent.click(screen.getByRole('radio', { name: 'Silhouette' }));
  const room = screen.getByRole<HTMLImageElement>('img', { name: /empty room/ });
  expect(room.getAttribute('src')).toBe('/api/projects/p/room?revision=5');
  expect(button('Capture the empty room again')).toBeTruthy();
  await fireEvent.submit(button('Switch').form!);
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { subject: 'silhouette' });
});
