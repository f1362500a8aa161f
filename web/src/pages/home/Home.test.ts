import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProjectSummary } from '../../lib/protocol';
import { toasts } from '../../lib/toasts.svelte';
import Home from './Home.svelte';

const HANDS: ProjectSummary = {
  id: 'hands',
  name: 'Hands',
  kind: 'picture',
  subject: 'anything',
  classes: [],
  examples: 1,
  thumbnails: ['t-0'],
  opened: Date.now() / 1000,
  problem: null,
};

let projects: ProjectSummary[] | null;
let asked: string[];
let told: unknown;

beforeEach(() => {
  projects = [];
  asked = [];
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    if (method !== 'GET') asked.push(`${method} ${path}`);
    if (body) told = JSON.parse(body as string);
    if (projects === null) return Promise.reject(new TypeError('gone'));
    const answer = method === 'GET' ? projects : { revision: 0, sentence: '', id: 'x' };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
});

afterEach(() => {
  cleanup();
  location.hash = '';
  vi.unstubAllGlobals();
});

test('without projects it says in three steps what this is', async () => {
  render(Home);
  await screen.findByRole('heading', { name: 'Teach your computer by showing it' });
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
});

test.each([[[]], [[HANDS]]])('the ready-made words are one click away', async (known) => {
  projects = known;
  render(Home);
  const link = await screen.findByRole('link', { name: /ready to use: try them/ });
  expect(link.getAttribute('href')).toBe('#/words');
});

test('a project is shown, and opens on its Teach page', async () => {
  projects = [HANDS];
  render(Home);
  const link = await screen.findByRole('link', { name: 'Open Hands' });
  expect(link.getAttribute('href')).toBe('#/p/hands/teach');
  expect(screen.getByText(/1 example, opened just now/)).toBeTruthy();
});

test('one that can not be opened says why, and has no link', async () => {
  projects = [{ ...HANDS, problem: 'It was made by a newer version.' }];
  render(Home);
  await screen.findByText('It was made by a newer version.');
  expect(screen.queryByRole('link', { name: 'Open Hands' })).toBeNull();
});

test('a new project has a name already; Enter creates and opens it', async () => {
  projects = [{ ...HANDS, name: 'My project' }];
  render(Home);
  await screen.findByRole('link', { name: 'Open My project' });
  await fireEvent.click(screen.getByRole('button', { name: 'New project' }));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(field.value).toBe('My project 2');
  await fireEvent.submit(field.form!);
  await vi.waitFor(() => expect(location.hash).toBe('#/p/x/teach'));
  expect(asked).toEqual(['POST /api/projects']);
  expect(told).toEqual({ name: 'My project 2', subject: 'anything' });
});

test('a new project may look at hands, and left and right be told apart', async () => {
  render(Home);
  await fireEvent.click(await screen.findByRole('button', { name: 'New project' }));
  const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
  expect(radio('Anything').checked).toBe(true);
  await fireEvent.click(radio('Hands'));
  await fireEvent.click(radio('Left and right mean different things'));
  await fireEvent.submit(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).form!);
  await vi.waitFor(() => expect(location.hash).toBe('#/p/x/teach'));
  expect(told).toEqual({ name: 'My project', subject: 'hands-left-right' });
});

test('a project says what it looks at', async () => {
  projects = [HANDS, { ...HANDS, id: 'body', name: 'Yoga', subject: 'body' }];
  render(Home);
  await screen.findByRole('link', { name: 'Open Yoga' });
  expect(screen.getByText('Anything')).toBeTruthy();
  expect(screen.getByText('Body')).toBeTruthy();
});

test('the free name is found also when the projects come later', async () => {
  let answer!: (response: Response) => void;
  vi.stubGlobal('fetch', () => new Promise((resolve) => (answer = resolve)));
  render(Home);
  await fireEvent.click(screen.getByRole('button', { name: 'New project' }));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(field.value).toBe('My project');
  answer(new Response(JSON.stringify([{ ...HANDS, name: 'My project' }])));
  await vi.waitFor(() => expect(field.value).toBe('My project 2'));
});

test('what was moved to the trash comes back', async () => {
  projects = [HANDS];
  render(Home);
  await fireEvent.click(await screen.findByRole('button', { name: 'More about Hands' }));
  await fireEvent.click(screen.getByRole('menuitem', { name: 'Move to the trash' }));
  await vi.waitFor(() => expect(toasts().at(-1)?.action?.label).toBe('Undo'));
  toasts().at(-1)!.action!.run();
  expect(asked).toEqual(['DELETE /api/projects/hands', 'POST /api/trash/x/restore']);
});

test('a studio that is gone is told, without losing the page', async () => {
  projects = null;
  render(Home);
  expect((await screen.findByRole('alert')).textContent).toContain('Start it again');
});

test('a project that listens shows its sounds, and says so', async () => {
  const clap = { id: 'a', name: 'clap', color: '#2a80e2', cover: 'take-1200' };
  const classes = [clap, { id: 'b', name: 'hum', color: '#d55c13', cover: null }];
  projects = [{ ...HANDS, kind: 'sound', subject: 'sound', classes: classes as never }];
  render(Home);
  const tile = await screen.findByRole('link', { name: 'Open Hands' });
  const pictures = [...tile.querySelectorAll('.sound')];
  expect(pictures).toHaveLength(1);
  const { innerHTML } = pictures[0]!;
  expect(innerHTML).toContain('/takes/take/spectrogram');
  expect(innerHTML).toContain('start=0.6');
  expect(screen.getByTitle('Listens for: Words')).toBeTruthy();
});

test('a new project can listen', async () => {
  render(Home);
  await fireEvent.click(await screen.findByRole('button', { name: 'New project' }));
  await fireEvent.click(screen.getByRole('radio', { name: 'Sound' }));
  await fireEvent.submit(screen.getByRole('textbox', { name: 'Name' }).closest('form')!);
  await vi.waitFor(() => expect(told).toEqual({ name: 'My project', subject: 'sound' }));
});

test('a folder of videos makes pictures or actions, as is asked', async () => {
  render(Home);
  const video = new File([], '1.mp4');
  Object.defineProperty(video, 'webkitRelativePath', { value: 'moves/punch/1.mp4' });
  const folder = await screen.findByLabelText('Folder of class folders');
  await fireEvent.change(folder, { target: { files: [video] } });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Pictures' }).checked).toBe(true);
  await fireEvent.click(screen.getByRole('radio', { name: 'Actions' }));
  expect(screen.getByText(/What happens in them/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Make the project' }));
  await vi.waitFor(() => expect(asked[0]).toBe('POST /api/projects'));
  expect(asked).toContain('POST /api/projects');
});
