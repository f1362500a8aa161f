import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../../lib/api';
import type { Answer, Done, Fired, ProjectView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import Play from './Play.svelte';

/** A hand, and nothing that was taught. */
const STRANGE = {
  label: null,
  known: false,
  found: true,
  poses: [],
  probabilities: [],
} as unknown as Answer;
const NAMES = ['up', 'down', 'left', 'right', 'other'];

function fakeSession(names: string[]) {
  const callbacks = new Set<(event: Fired, answer: Answer) => void>();
  const classes = names.map((name, n) => ({
    id: `c${n}`,
    name,
    color: '#0c6b70',
    role: 'class',
    count: 20,
    takes: 2,
    cover: null,
    mixed: false,
  }));
  return {
    projectId: 'hands',
    kind: 'picture',
    project: {
      subject: 'hands',
      classes,
      mappings: {},
      live: { threshold: 0.6 },
    } as unknown as ProjectView,
    learning: null,
    answer: null as Answer | null,
    sight: { poses: [], missing: null as string | null, tip: null },
    watching: false,
    change: (work: Promise<Done>) => work,
    classOf: (id: string) => classes.find((one) => one.id === id),
    onFired: (callback: (event: Fired, answer: Answer) => void) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    fire: (class_id: string, kind: Fired['kind'] = 'start') => {
      const answer = { captured: performance.now() } as Answer;
      for (const call of callbacks) call({ class_id, kind, confidence: 1, latency: null }, answer);
    },
  };
}

async function open(session: ReturnType<typeof fakeSession>) {
  const page = render(Play, { session: session as unknown as Session });
  await screen.findByRole('button', { name: 'Start' }, { timeout: 5000 });
  return page;
}

const told = (name: string) => screen.getByRole('status', { name }).textContent?.trim();

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the play page', () => {
  it('watches while it is open', async () => {
    const session = fakeSession(NAMES);
    const { unmount } = await open(session);
    expect(session.watching).toBe(true);
    unmount();
    expect(session.watching).toBe(false);
  });

  it('steers by what is recognised, but starts only by hand', async () => {
    const session = fakeSession(NAMES);
    await open(session);
    session.fire('c3');
    await vi.waitFor(() => expect(told('Direction')).toContain('right'));
    session.fire('c4'); // not mapped
    session.fire('c0', 'stop');
    expect(told('Direction')).toContain('right');
    expect(screen.getByRole('button', { name: 'Start' })).toBeTruthy();
    expect(told('State')).toBe('Ready');
  });

  it('keeps the last direction while it can not see a hand, and says so', async () => {
    const session = fakeSession(NAMES);
    const gone = { label: null, known: false, found: false, poses: [], probabilities: [] };
    session.answer = gone as unknown as Answer;
    session.sight.missing = "I can't see a hand";
    await open(session);
    session.fire('c3');
    await vi.waitFor(() => expect(told('Direction')).toContain('right'));
    expect(told('Steering')).toBe(''); // nothing runs yet
    await fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    session.fire('c3', 'stop');
    expect(told('Direction')).toContain('right');
    expect(told('Steering')).toBe("I can't see a hand. You keep going right.");
  });

  it('says that it knows nothing like a hand, once that lasts', async () => {
    const session = fakeSession(NAMES);
    session.answer = STRANGE;
    await open(session);
    await fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(told('Steering')).toBe('');
    const said = 'Nothing I know. You keep going left.';
    await vi.waitFor(() => expect(told('Steering')).toBe(said), { timeout: 3000 });
  });

  it('does not where anything is looked at: most of that is nothing taught', async () => {
    const session = fakeSession(NAMES);
    session.project.subject = 'anything';
    session.answer = STRANGE;
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await open(session);
    await fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    expect(told('Steering')).toBe('');
  });

  it('steers by keys, and a key starts', async () => {
    await open(fakeSession([]));
    await fireEvent.keyDown(document.body, { code: 'ArrowUp' });
    expect(told('Direction')).toContain('up');
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
    await fireEvent.keyDown(document.body, { code: 'Space' });
    expect(told('State')).toBe('Paused');
    await fireEvent.click(screen.getByRole('button', { name: 'New game' }));
    expect(told('State')).toBe('Ready');
  });

  it('steers by buttons', async () => {
    await open(fakeSession([]));
    await fireEvent.click(screen.getByRole('button', { name: 'Go down' }));
    expect(told('Direction')).toContain('down');
  });

  it('says how to teach steering where nothing is taught', async () => {
    await open(fakeSession([]));
    const link = screen.getByRole('link', { name: 'Go and teach' });
    expect(link.getAttribute('href')).toBe('#/p/hands/teach');
    expect(screen.queryByRole('combobox', { name: 'Up' })).toBeNull();
  });

  it('names the directions that have no class', async () => {
    await open(fakeSession(['rock', 'paper']));
    expect(screen.getByText(/Left, Right: no class yet/)).toBeTruthy();
  });

  it('saves a mapping, and goes by it at once', async () => {
    const onItsWay = new Promise<Done>(() => undefined);
    const save = vi.spyOn(api, 'setMapping').mockReturnValue(onItsWay);
    const session = fakeSession(NAMES);
    await open(session);
    const up = screen.getByRole('combobox', { name: 'Up' });
    await fireEvent.change(up, { target: { value: 'c4' } });
    const moves = { c1: 'down', c2: 'left', c3: 'right', c4: 'up' };
    expect(save).toHaveBeenCalledWith('hands', 'pacman', moves);
    session.fire('c4');
    await vi.waitFor(() => expect(told('Direction')).toContain('up'));
  });
});

describe('a project of sounds', () => {
  function sounds(names: string[]) {
    const session = fakeSession(names);
    session.kind = 'sound';
    session.project.subject = 'sound';
    return session;
  }

  async function openSlider(names: string[]): Promise<ReturnType<typeof fakeSession>> {
    const session = sounds(names);
    render(Play, { session: session as unknown as Session });
    await screen.findByRole('status', { name: 'Value' }, { timeout: 5000 });
    return session;
  }

  it('begins with the slider, which its classes move', async () => {
    const session = await openSlider(['Left', 'Right', 'Noise']);
    session.fire('c1');
    session.fire('c1', 'stop');
    session.fire('c2');
    await vi.waitFor(() => expect(told('Value')).toBe('5.1'));
    expect(screen.getByRole('combobox', { name: 'Left' })).toBeTruthy();
    expect(screen.getByText('move the slider too.', { exact: false })).toBeTruthy();
  });

  it('says what to teach for each game, and has a drone', async () => {
    await openSlider([]);
    expect(screen.getByRole('heading', { name: 'Steer with your voice' })).toBeTruthy();
    expect(screen.getByText(/two sounds/)).toBeTruthy();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await fireEvent.click(screen.getByRole('radio', { name: 'Voice drone' }));
    await screen.findByRole('status', { name: 'Flight' }, { timeout: 5000 });
    expect(screen.getByText(/take off, land and flip/)).toBeTruthy();
    vi.unstubAllGlobals();
  });
});
