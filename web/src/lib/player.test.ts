import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Player } from './player.svelte';

let audio: Record<'play' | 'pause', ReturnType<typeof vi.fn>> & {
  currentTime: number;
  readyState: number;
  onended?: () => void;
  onerror?: () => void;
};
let frame: (now: number) => void;
let problem: ReturnType<typeof vi.fn<(sentence: string) => void>>;
let player: Player;

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (call: typeof frame) => ((frame = call), 1));
  vi.stubGlobal('cancelAnimationFrame', () => (frame = () => undefined));
  problem = vi.fn<(sentence: string) => void>();
  player = new Player(problem, () => {
    audio = { play: vi.fn(() => Promise.resolve()), pause: vi.fn(), currentTime: 0, readyState: 0 };
    return audio as unknown as HTMLAudioElement;
  });
});

afterEach(() => vi.unstubAllGlobals());

test('it plays a part: from its beginning, and stops at its end', () => {
  player.play('a', '/a', 1, 2);
  expect([player.playing, player.position, audio.currentTime]).toEqual(['a', 1, 1]);
  audio.readyState = 4;
  audio.currentTime = 1.5;
  frame(0);
  expect(player.position).toBe(1.5);
  audio.currentTime = 2.01;
  frame(16);
  expect(player.playing).toBeNull();
  expect(audio.pause).toHaveBeenCalledOnce();
});

test('another one takes its place', () => {
  player.play('a', '/a', 0, 2);
  const first = audio;
  player.play('b', '/b', 0, 2);
  expect(first.pause).toHaveBeenCalledOnce();
  first.onerror?.(); // what is over is of no interest
  expect(player.playing).toBe('b');
  expect(problem).not.toHaveBeenCalled();
});

test('what can not be played is told', () => {
  player.play('a', '/a', 0, 2);
  audio.onerror?.();
  expect(player.playing).toBeNull();
  expect(problem.mock.lastCall?.[0]).toContain("can't be played");
});
