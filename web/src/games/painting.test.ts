import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paintOn } from './painting';

let frames: ((now: number) => void)[];
let recolor: (() => void) | undefined;
const canvas = document.createElement('canvas');
const context = {} as CanvasRenderingContext2D;

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: (now: number) => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => (frames[id - 1] = () => undefined));
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: (_: string, call: () => void) => (recolor = call),
    removeEventListener: () => (recolor = undefined),
  }));
  vi.spyOn(canvas, 'getContext').mockReturnValue(context as never);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('it draws again and again, in the colours of now, until it is told to stop', () => {
  let colors = 'day';
  const drawn: unknown[] = [];
  const stop = paintOn(canvas, () => colors, (_, ...what) => void drawn.push(what));
  frames[0]?.(16);
  colors = 'night';
  recolor?.();
  frames[1]?.(32);
  expect(drawn).toEqual([
    ['day', 16, true],
    ['night', 32, true],
  ]);
  stop();
  frames[2]?.(48);
  expect(drawn).toHaveLength(2);
  expect(recolor).toBeUndefined();
});

test('a browser without a canvas shows nothing, and nothing breaks', () => {
  vi.spyOn(canvas, 'getContext').mockReturnValue(null);
  const paint = vi.fn();
  paintOn(canvas, () => '', paint)();
  expect(frames).toEqual([]);
});
