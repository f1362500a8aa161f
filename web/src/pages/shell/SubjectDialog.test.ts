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

function open(works = true) {
  const project = { subject: 'anything', classes: [{ count: 9 }, { count: 3 }] };
  const session = {
    projectId: 'p',
    project: project as ProjectView,
    change: (work: Promise<Done>) => work.then(() => works),
  } as unknown as Session;
  const onclose = vi.fn();
  render(SubjectDialog, { session, onclose });
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
