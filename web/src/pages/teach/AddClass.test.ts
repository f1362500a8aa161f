import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { ClassView, ProjectView, Role } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import AddClass from './AddClass.svelte';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(...roles: Role[]) {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', (_path: string, { body }: RequestInit) => {
    bodies.push(JSON.parse(body as string));
    return Promise.resolve(new Response('{}'));
  });
  const classes = roles.map((role, n) => ({ id: `${n}`, role })) as ClassView[];
  const session = {
    projectId: 'p',
    project: { classes } as ProjectView,
    change: (work: Promise<unknown>) => work.then(() => true),
  };
  render(AddClass, { session: session as unknown as Session });
  return bodies;
}

const suggestion = () => screen.queryByRole('region', { name: 'Suggestion' });

test('with two classes, one to ignore is suggested, and why', async () => {
  const bodies = show('class', 'class');
  expect(suggestion()?.textContent).toContain('Then it does not guess');
  await fireEvent.click(screen.getByRole('button', { name: 'Add “nothing”' }));
  expect(bodies).toEqual([{ name: 'nothing', role: 'background' }]);
});

test('but not before, nor when there is one', () => {
  show('class');
  expect(suggestion()).toBeNull();
  cleanup();
  show('class', 'class', 'background');
  expect(suggestion()).toBeNull();
});

test('a class is added by its name, and the field is empty for the next', async () => {
  const bodies = show();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Your first class' });
  await fireEvent.input(field, { target: { value: ' rock ' } });
  await fireEvent.submit(field.form!);
  expect(bodies).toEqual([{ name: 'rock', role: 'class' }]);
  await vi.waitFor(() => expect(field.value).toBe(''));
});
