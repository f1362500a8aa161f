import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Pose, Subject } from './protocol';
import { Sight } from './sight.svelte';

const HAND = { kind: 'hand', points: [], side: 'left' } as Pose;
let sight: Sight;

beforeEach(() => {
  vi.useFakeTimers();
  sight = new Sight();
});
afterEach(() => void vi.useRealTimers());

/** An answer every 100 ms. */
function look(milliseconds: number, poses: Pose[], subject: Subject = 'hands'): void {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    sight.see(subject, poses);
    vi.advanceTimersByTime(100);
  }
}

test('a hand that is lost for a moment is not talked about; one that stays away is', () => {
  look(200, [HAND]);
  look(300, []);
  expect([sight.poses, sight.missing]).toEqual([[], null]);
  look(300, []);
  expect([sight.missing, sight.tip]).toEqual(["I can't see a hand", null]);
  look(3000, []);
  expect(sight.tip).toContain('not too near the edge');
  look(100, [HAND]);
  expect([sight.poses, sight.missing, sight.tip]).toEqual([[HAND], null, null]);
  look(300, []);
  expect(sight.missing).toBeNull();
});

test('half a second without an answer, a pose is no longer where it was', () => {
  sight.see('hands', [HAND]);
  vi.advanceTimersByTime(499);
  expect(sight.poses).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sight.poses).toHaveLength(0);
});

test('it tells one hand from both', () => {
  look(600, [HAND], 'hands-both');
  expect(sight.missing).toBe('I can see only one hand');
});

test('who looks at anything misses nothing', () => {
  look(600, []);
  look(600, [], 'anything');
  expect([sight.missing, sight.tip, vi.getTimerCount()]).toEqual([null, null, 0]);
});
