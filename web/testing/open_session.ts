import { vi } from 'vitest';
import type { ClassView, ProjectView } from '../src/lib/protocol';
import { Session } from '../src/lib/session.svelte';
import { FakeSocket } from './fake_socket';

const JPEG = new Uint8Array([1]);
const ROCK: ClassView = {
  id: 'a',
  name: 'rock',
  color: '#2a80e2',
  role: 'class',
  count: 3,
  takes: 1,
  cover: null,
};

/** What the server says of the project that is open. */
export const PROJECT: ProjectView = {
  id: 'p',
  name: 'Hands',
  subject: 'anything',
  revision: 5,
  classes: [ROCK],
  live: { threshold: 0.6, smoothing: 0.2, hold_off: 0.3 },
  mappings: {},
  undo: null,
  redo: null,
  folder: '',
  trash_bytes: 0,
};

export const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status });
export const settled = () => new Promise((resolve) => setTimeout(resolve));

export interface Opened {
  session: Session;
  camera: { state: 'on' | 'off'; start: () => Promise<void> };
  /** The camera has a new frame. */
  frame: (captured: number) => void;
  /** What the server answers, by path. */
  answers: Record<string, () => Response>;
}

/** A session with a camera and a server that are the test's; both run. */
export async function openSession(): Promise<Opened> {
  FakeSocket.all = [];
  const answers: Opened['answers'] = { '/api/projects/p': () => json(PROJECT) };
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(answers[path]?.() ?? json({ sentence: `no ${path}` }, 404)),
  );
  let frame: Opened['frame'] = () => undefined;
  const camera = {
    state: 'on' as 'on' | 'off',
    start: vi.fn(() => Promise.resolve()),
    grab: () => Promise.resolve(JPEG),
    onFrame: (callback: Opened['frame']) => {
      frame = callback;
      return () => undefined;
    },
  };
  const session = new Session('p', camera, FakeSocket.connect);
  FakeSocket.last.greet();
  await settled();
  return { session, camera, frame, answers };
}
