import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { ClassView, Kind, ProjectView, Role } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import AddClass from './AddClass.svelte';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

let asked: string[];
let works: boolean;

function show(...roles: Role[]) {
  return showClasses(roles.map((role, n) => ({ id: `${n}`, name: `thing ${n}`, role })));
}

function showClasses(
  classes: Pick<ClassView, 'id' | 'name' | 'role'>[],
  kind: Kind = 'picture',
) {
  const bodies: unknown[] = [];
  asked = [];
  works = true;
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    asked.push(`${method} ${path}`);
    bodies.push(JSON.parse(body as string));
    return Promise.resolve(new Response('{}'));
  });
  const session = {
    projectId: 'p',
    kind,
    project: { classes } as unknown as ProjectView,
    change: (work: Promise<unknown>) => work.then(() => works),
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

test('of actions what is none of them is asked for in plain words', async () => {
  const [punch, kick] = [
    { id: '0', name: 'punch', role: 'class' as const },
    { id: '1', name: 'kick', role: 'class' as const },
  ];
  const bodies = showClasses([punch, kick], 'clip');
  expect(suggestion()?.textContent).toContain('Also show what is none of them.');
  await fireEvent.click(screen.getByRole('button', { name: 'Add “other”' }));
  expect(bodies).toEqual([{ name: 'other', role: 'background' }]);
  cleanup();
  showClasses([punch], 'clip');
  expect(suggestion()).toBeNull();
});

test('of sounds it is noise, and why it matters is said', async () => {
  const role = 'class' as const;
  const two = ['left', 'right'].map((name) => ({ id: name, name, role }));
  const bodies = showClasses(two, 'sound');
  expect(suggestion()?.textContent).toContain('If a motor will be running, let it run.');
  await fireEvent.click(screen.getByRole('button', { name: 'Add “noise”' }));
  expect(bodies).toEqual([{ name: 'noise', role: 'background' }]);
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
  expect(field.value).toBe('');
  expect(bodies).toEqual([{ name: 'rock', role: 'class' }]);
});

test('a name that can not be added comes back', async () => {
  show();
  works = false;
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Your first class' });
  await fireEvent.input(field, { target: { value: 'rock' } });
  await fireEvent.submit(field.form!);
  await vi.waitFor(() => expect(field.value).toBe('rock'));
});

test('one that is called “nothing” is to ignore from the start', async () => {
  const bodies = show('class', 'class');
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Add a class' });
  await fireEvent.input(field, { target: { value: ' Nothing ' } });
  await fireEvent.submit(field.form!);
  expect(bodies).toEqual([{ name: 'Nothing', role: 'background' }]);
});

test('one that is called so and is not ignored can be, instead of a second one', async () => {
  const bodies = showClasses([
    { id: 'a', name: 'rock', role: 'class' },
    { id: 'b', name: 'Nothing', role: 'class' },
  ]);
  expect(suggestion()?.textContent).toContain('Ignore the class “Nothing”.');
  await fireEvent.click(screen.getByRole('button', { name: 'Ignore “Nothing”' }));
  expect(asked).toEqual(['PATCH /api/projects/p/classes/b']);
  expect(bodies).toEqual([{ role: 'background' }]);
});

test('after a click on Add the next name can be typed at once', async () => {
  show();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Your first class' });
  await fireEvent.input(field, { target: { value: 'rock' } });
  const button = screen.getByRole('button', { name: 'Add' });
  button.focus();
  await fireEvent.click(button);
  expect(document.activeElement).toBe(field);
});

test('what was typed meanwhile stays', async () => {
  show();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Your first class' });
  await fireEvent.input(field, { target: { value: 'rock' } });
  await fireEvent.submit(field.form!);
  await fireEvent.input(field, { target: { value: 'paper' } });
  await new Promise((resolve) => setTimeout(resolve));
  expect(field.value).toBe('paper');
});

test('a name can be as long as the studio takes it', () => {
  show();
  expect(screen.getByRole('textbox').getAttribute('maxlength')).toBe('80');
});
