import { beforeEach, expect, test, vi } from 'vitest';
import { Holding } from './holding.svelte';
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
  begin: ReturnType<typeof vi.fn>;
  frame: ReturnType<typeof vi.fn>;
  end: ReturnType<typeof vi.fn>;
};
let holding: Holding;

beforeEach(() => {
  const start = vi.fn(() => Promise.resolve());
  camera = { state: 'on', grab: () => Promise.resolve(JPEG), start };
  stream = { open: true, full: false, mayTake: true, begin: vi.fn(), frame: vi.fn(), end: vi.fn() };
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
