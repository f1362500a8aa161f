import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { preferences } from '../../lib/preferences.svelte';
import { Recorder } from './recorder.svelte';

class Holder {
  holding: string | null = null;
  log: string[] = [];
  hold(classId: string): void {
    this.holding = classId;
    this.log.push(`hold ${classId}`);
  }
  release(): void {
    this.holding = null;
    this.log.push('release');
  }
}

let session: Holder;
let recorder: Recorder;

beforeEach(() => {
  vi.useFakeTimers();
  session = new Holder();
  recorder = new Recorder(session);
});

afterEach(() => {
  preferences.countdown = 0;
  vi.useRealTimers();
});

test('without a countdown it records while held', () => {
  recorder.press('a');
  recorder.letGo('a');
  expect(session.log).toEqual(['hold a', 'release']);
});

test('letting go of a class that is not recorded any more changes nothing', () => {
  recorder.press('a');
  recorder.press('b');
  recorder.letGo('a');
  expect(session.log).toEqual(['hold a', 'hold b']);
});

test('with a countdown it counts, records for a while and ends', () => {
  preferences.countdown = 3;
  preferences.seconds = 2;
  recorder.press('a');
  recorder.letGo('a');
  const seen = [recorder.left];
  for (let second = 0; second < 2; second++) {
    vi.advanceTimersByTime(1000);
    seen.push(recorder.left);
  }
  expect(seen).toEqual([3, 2, 1]);
  expect(session.log).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(session.log).toEqual(['hold a']);
  vi.advanceTimersByTime(2000);
  expect(session.log).toEqual(['hold a', 'release']);
  expect(recorder.classId).toBeNull();
});

test('another press ends the countdown, or the recording', () => {
  preferences.countdown = 3;
  recorder.press('a');
  recorder.press('a');
  vi.advanceTimersByTime(10_000);
  expect(session.log).toEqual([]);
  recorder.press('a');
  vi.advanceTimersByTime(3000);
  recorder.press('a');
  expect(session.log).toEqual(['hold a', 'release']);
});

test('pressing another class counts down to that one', () => {
  preferences.countdown = 3;
  recorder.press('a');
  vi.advanceTimersByTime(2000);
  recorder.press('b');
  expect([recorder.classId, recorder.left]).toEqual(['b', 3]);
  vi.advanceTimersByTime(3000);
  expect(session.log).toEqual(['hold b']);
});
