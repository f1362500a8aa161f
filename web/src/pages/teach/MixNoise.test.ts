import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { ClassView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import MixNoise from './MixNoise.svelte';

const NOISE: ClassView = {
  id: 'n',
  name: 'noise',
  color: '#2a80e2',
  role: 'background',
  count: 12,
  takes: 2,
  cover: null,
  mixed: false,
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(over: Partial<ClassView> = {}): { asked: ReturnType<typeof vi.fn> } {
  const asked = vi.fn(() => Promise.resolve(new Response('{"revision":1,"sentence":""}')));
  vi.stubGlobal('fetch', asked);
  const session = { projectId: 'p', change: (done: Promise<unknown>) => done };
  const entry = { ...NOISE, ...over };
  render(MixNoise, { session: session as unknown as Session, entry });
  return { asked };
}

test('the noise of a class is mixed in when that is wished', async () => {
  const { asked } = show();
  const toggle = screen.getByRole('switch', { name: 'Mix in noise' });
  expect(toggle).toHaveProperty('checked', false);
  expect(screen.getByText(/Record it with the motor running/)).toBeTruthy();
  await fireEvent.click(toggle);
  const [path, how] = asked.mock.calls[0] as unknown as [string, RequestInit];
  expect([path, how.method]).toEqual(['/api/projects/p/classes/n', 'PATCH']);
  expect(JSON.parse(how.body as string)).toEqual({ mixed: true });
});

test('and no more', async () => {
  const { asked } = show({ mixed: true });
  const toggle = screen.getByRole('switch', { name: 'Mix in noise' });
  expect(toggle).toHaveProperty('checked', true);
  await fireEvent.click(toggle);
  const [, how] = asked.mock.calls[0] as unknown as [string, RequestInit];
  expect(JSON.parse(how.body as string)).toEqual({ mixed: false });
});

test('without a recording it says that nothing is mixed in', () => {
  show({ mixed: true, count: 0 });
  expect(screen.getByText('Nothing is mixed in until you record this noise.')).toBeTruthy();
});
