import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api';
import type { Done, Learning, ProjectView, TakeView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import VariantsPanel from './VariantsPanel.svelte';

const done: Done = { revision: 2, sentence: '', id: null };

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function show(over: Partial<ProjectView> = {}, learning: Partial<Learning> = {}) {
  const classes = [{ id: 'c', count: 1 }];
  const project = { kind: 'picture', variants: 2, mirrored: false, classes, ...over };
  const session = {
    projectId: 'p',
    kind: project.kind,
    project: project as unknown as ProjectView,
    learning: learning as Learning,
    change: (work: Promise<Done>) => work.then(() => true),
  } as unknown as Session;
  const views = [{ examples: ['t-0'], strip: null }] as unknown as TakeView[];
  vi.spyOn(api, 'takes').mockResolvedValue(views);
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(done);
  render(VariantsPanel, { session });
  return change;
}

test('how many there are is kept when the slider is let go', async () => {
  const change = show();
  const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Of each picture' });
  expect([slider.value, slider.max]).toEqual(['2', '8']);
  await fireEvent.input(slider, { target: { value: '5' } });
  expect(screen.getByText('5 more')).toBeTruthy();
  expect(change).not.toHaveBeenCalled();
  await fireEvent.change(slider, { target: { value: '0' } });
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { variants: 0 });
});

test('pictures may be mirrored, actions never', async () => {
  const change = show();
  await fireEvent.click(screen.getByRole('switch', { name: 'Half of them mirrored' }));
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { mirrored: true });
  cleanup();
  show({ kind: 'clip' });
  expect(screen.queryByRole('switch')).toBeNull();
  expect(screen.getByRole('slider', { name: 'Of each clip' })).toBeTruthy();
});

test('an example is shown with four of its variants', async () => {
  show({ mirrored: true });
  const before = await screen.findByRole('img', { name: 'The example as it is' });
  expect(before.querySelector('img')?.getAttribute('src')).toBe(
    '/api/projects/p/examples/t-0/variant?number=0&mirrored=true',
  );
  expect(screen.getAllByRole('img', { name: /^Variant/ })).toHaveLength(4);
  const asked = vi.mocked(api.takes).mock.calls.length;
  await fireEvent.click(screen.getByRole('button', { name: 'Show others' }));
  expect(vi.mocked(api.takes).mock.calls.length).toBe(asked + 1);
});

test('how far it is, until they are learned', () => {
  show({}, { variants: [3, 12] });
  const bar = screen.getByRole('progressbar', { name: 'Variants looked at' });
  expect(bar.getAttribute('aria-valuenow')).toBe('25');
  cleanup();
  show();
  expect(screen.queryByRole('progressbar')).toBeNull();
});
