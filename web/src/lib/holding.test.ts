import { beforeEach, expect, test, vi } from 'vitest';
import { Holding } from './holding.svelte';
import { preferences } from './preferences.svelte';
import { DEFAULT_RATE } from './protocol';
import { toasts } from './toasts.svelte';

const JPEG = new Uint8Array([1]);
const settled = () => new Promise((resolve) => setTimeout(resolve));

let camera: {
  state: 'on' | 'off' | 'starting';
  grab: () => Promise<Uint8Array>;
  start: () => Promise<void>;
};
let stream: {
  open: boolean;
  full: boolean;
  mayTake: boolean;
  keeps: ReturnType<typeof vi.fn>;
  begin: ReturnType<typeof vi.fn>;
  frame: ReturnType<typeof vi.fn>;
  end: ReturnType<typeof vi.fn>;
  drop: ReturnType<typeof vi.fn>;
};
let holding: Holding;

beforeEach(() => {
  const start = vi.fn(() => Promise.resolve());
  camera = { state: 'on', grab: () => Promise.resolve(JPEG), start };
  const told = { begin: vi.fn(), frame: vi.fn(), end: vi.fn(), drop: vi.fn() };
  stream = { open: true, full: false, mayTake: true, keeps: vi.fn(() => true), ...told };
  holding = new Holding(stream as never, { camera } as never, () => 'picture');
});

test('a take begins with the hold, and ends after its last frame was sent', async () => {
  const recorded = vi.fn();
  holding.recorded.add(recorded);
  holding.hold('a');
  expect([holding.classId, holding.count]).toEqual(['a', 0]);
  const ended = holding.release();
  expect(holding.classId).toBeNull();
  expect(stream.end).not.toHaveBeenCalled();
  await ended;
  expect(recorded).toHaveBeenCalledOnce();
  expect(stream.frame.mock.invocationCallOrder[0]).toBeLessThan(
    stream.end.mock.invocationCallOrder[0]!,
  );
});

test('it says which frames it recorded, and counts those on disk of its own take', async () => {
  holding.hold('a');
  await settled();
  expect(holding.frame(performance.now())).toBe(false); // too soon after the first one
  expect(holding.frame(performance.now() + 1000)).toBe(true);
  const frame = { class_id: 'a', sequence: 0, example: 'x', class_count: 9 };
  const saved = { ...frame, type: 'saved' as const };
  holding.saved({ ...saved, take: 'another', take_count: 5 });
  expect(holding.count).toBe(0);
  const { take } = stream.begin.mock.calls[0]![0] as { take: string };
  holding.saved({ ...saved, take, take_count: 1 });
  expect(holding.count).toBe(1);
});

test('of a take that the server ended by itself nothing more is waited for', async () => {
  holding.hold('a');
  await settled();
  const { take } = stream.begin.mock.calls[0]![0] as { take: string };
  const ended = { type: 'ended' as const, take_count: 1, sentence: 'Two minutes.' };
  holding.ended({ ...ended, take: 'another' });
  expect(holding.classId).toBe('a');
  holding.ended({ ...ended, take });
  await settled();
  expect(holding.classId).toBeNull();
  expect(stream.drop).toHaveBeenCalledExactlyOnceWith(take);
});

test('actions are filmed fast enough to be told apart', () => {
  preferences.rate = 5;
  const rate = () => (stream.begin.mock.lastCall![0] as { rate: number }).rate;
  holding.hold('a');
  expect(rate()).toBe(5);
  const acts = new Holding(stream as never, { camera } as never, () => 'clip');
  acts.hold('a');
  expect(rate()).toBe(15);
  preferences.rate = 30;
  acts.hold('a');
  expect(rate()).toBe(30);
  preferences.rate = DEFAULT_RATE;
});

test('a take that is refused for good is over; one that may be sent again is not', () => {
  holding.hold('a');
  const { take } = stream.begin.mock.calls[0]![0] as { take: string };
  const refused = { type: 'refused', sentence: '', take, sequence: 0 } as const;
  holding.refused({ ...refused, final: false });
  expect(holding.classId).toBe('a');
  holding.refused({ ...refused, final: true });
  expect(holding.classId).toBeNull();
});

test('without a camera it is asked for, once', () => {
  camera.state = 'off';
  holding.hold('a');
  camera.state = 'starting';
  holding.hold('a');
  expect(camera.start).toHaveBeenCalledOnce();
  expect(holding.classId).toBeNull();
});

test('a lost connection ends the take once no more can be kept, and that is said', () => {
  holding.hold('a');
  stream.mayTake = false;
  expect(holding.frame(performance.now() + 1000)).toBe(false);
  expect(holding.classId).toBe('a');
  stream.full = true;
  holding.frame(performance.now() + 2000);
  expect(holding.classId).toBeNull();
  expect(toasts().at(-1)?.sentence).toContain('Not recording');
});

test('a clip goes on without a connection for as long as all of it can be kept', async () => {
  holding = new Holding(stream as never, { camera } as never, () => 'clip');
  holding.hold('a');
  await settled();
  stream.open = stream.mayTake = false;
  stream.full = true;
  expect(holding.frame(performance.now() + 1000)).toBe(true);
  await settled();
  stream.keeps.mockReturnValue(false);
  expect(holding.frame(performance.now() + 2000)).toBe(false);
  expect(holding.classId).toBeNull();
  expect(toasts().at(-1)?.sentence).toContain('Not recording');
});
