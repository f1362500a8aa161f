import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { api } from '../../lib/api';
import { camera } from '../../lib/camera.svelte';
import type { Tried } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import Try from './Try.svelte';

const TRIED: Tried = {
  base: [{ name: 'punching bag', share: 0.31 }],
  several: [
    { name: 'punch', share: 0.8 },
    { name: 'kick', share: 0.2 },
  ],
  known: true,
  either: 0.9,
};

let frame: (captured: number) => void;
let asked: MockInstance<typeof api.tryPicture>;

beforeEach(() => {
  vi.spyOn(camera, 'onFrame').mockImplementation((callback) => {
    frame = callback;
    return () => undefined;
  });
  vi.spyOn(camera, 'grab').mockImplementation(() => Promise.resolve(new Uint8Array([1])));
  asked = vi.spyOn(api, 'tryPicture').mockResolvedValue(TRIED);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const CLASSES = [
  { id: 'o', name: 'other', role: 'background', color: '#888888' },
  { id: 'a', name: 'punch', role: 'class', color: '#2a80e2' },
  { id: 'b', name: 'kick', role: 'class', color: '#9a4a06' },
];

function show(kind = 'picture'): void {
  const session = {
    projectId: 'p',
    kind,
    project: { kind, classes: CLASSES },
    learning: { model: 1 },
  } as unknown as Session;
  render(Try, { session });
}

const region = (name: string) => within(screen.getByRole('region', { name }));

test('one picture is seen by three models at once', async () => {
  show();
  frame(0);
  await screen.findByText('punching bag');
  expect(asked.mock.calls[0]?.slice(0, 2)).toEqual(['p', 'a']); // the first ordinary class
  const own = region('Your classes').getAllByRole('listitem').map((row) => row.textContent?.trim());
  expect(own).toEqual(['punch 80\u202f%', 'kick 20\u202f%']);
  expect(region('punch or not').getByText(/90\s% sure/)).toBeTruthy();
});

test('the one class is chosen among those that are not ignored', async () => {
  asked.mockResolvedValue({ ...TRIED, either: 0.2 });
  show();
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Class' });
  expect([...choice.options].map(({ text }) => text)).toEqual(['punch', 'kick']);
  await fireEvent.change(choice, { target: { value: 'b' } });
  frame(0);
  expect(await region('kick or not').findByText('not kick')).toBeTruthy();
  expect(region('kick or not').getByText(/80\s% sure/)).toBeTruthy();
  expect(asked.mock.calls[0]?.[1]).toBe('b');
});

test('what is like nothing taught is said, and so is that nothing is taught', async () => {
  asked.mockResolvedValue({ ...TRIED, known: false });
  show();
  frame(0);
  expect(await screen.findByText('Nothing I know')).toBeTruthy();
  cleanup();
  asked.mockResolvedValue({ ...TRIED, several: [], either: null });
  show();
  frame(0);
  expect(await screen.findByRole('link', { name: 'Go to Teach' })).toBeTruthy();
  expect(screen.queryByRole('meter')).toBeNull();
});

test('it is for pictures', () => {
  show('clip');
  expect(screen.getByText('This looks at single pictures')).toBeTruthy();
});
