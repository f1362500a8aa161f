import { vi } from 'vitest';
import type { ClassView, ProjectView } from '../src/lib/protocol';
import { Session } from '../src/lib/session.svelte';
import type { Block } from '../src/lib/sound_graph';
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
  mixed: false,
};

/** What the server says of the project that is open. */
export const PROJECT: ProjectView = {
  id: 'p',
  name: 'Hands',
  kind: 'picture',
  subject: 'anything',
  automatic: false,
  revision: 5,
  classes: [ROCK],
  live: { threshold: 0.6, smoothing: 0.2, hold_off: 0.3 },
  listening: null,
  acting: null,
  variants: 0,
  mirrored: false,
  room: false,
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
  microphone: { state: 'on' | 'off'; start: () => Promise<void> };
  /** The microphone has heard something. */
  heard: (block: Block) => void;
  /** The microphone was taken away. */
  unplug: () => void;
  /** What the server answers, by path. */
  answers: Record<string, () => Response>;
}

/** A session with devices and a server that are the test's; all run. */
export async function openSession(project = PROJECT): Promise<Opened> {
  FakeSocket.all = [];
  const answers: Opened['answers'] = { '/api/projects/p': () => json(project) };
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(answers[path]?.() ?? json({ sentence: `no ${path}` }, 404)),
  );
  let frame: Opened['frame'] = () => undefined;
  let heard: Opened['heard'] = () => undefined;
  let unplug: Opened['unplug'] = () => undefined;
  const camera = {
    state: 'on' as 'on' | 'off',
    start: vi.fn(() => Promise.resolve()),
    grab: () => Promise.resolve(JPEG),
    onFrame: (callback: Opened['frame']) => {
      frame = callback;
      return () => undefined;
    },
  };
  const microphone = {
    state: 'on' as 'on' | 'off',
    start: vi.fn(() => Promise.resolve()),
    onBlock: (callback: Opened['heard']) => {
      heard = callback;
      return () => undefined;
    },
    onEnd: (callback: Opened['unplug']) => {
      unplug = callback;
      return () => undefined;
    },
  };
  const session = new Session('p', { camera, microphone }, FakeSocket.connect);
  FakeSocket.last.greet();
  await settled();
  return { session, camera, frame, microphone, heard, unplug, answers };
}
