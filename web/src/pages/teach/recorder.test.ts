import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClassView, Kind } from '../../lib/protocol';
import { preferences } from '../../lib/preferences.svelte';
import { Recorder } from './recorder.svelte';

class Holder {
  kind: Kind = 'picture';
  holding: string | null = null;
  classOf = (id: string) =>
    ({ role: id === 'other' ? 'background' : 'class' }) as ClassView;
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

test('an action is recorded for as long as actions are, and its progress is told', () => {
  preferences.countdown = 3;
  preferences.actionSeconds = 1.5;
  session.kind = 'clip';
  recorder.press('a');
  expect(recorder.share).toBeNull();
  vi.advanceTimersByTime(3750);
  expect(recorder.share).toBeCloseTo(0.5, 1);
  vi.advanceTimersByTime(740);
  expect(session.log).toEqual(['hold a']);
  vi.advanceTimersByTime(10);
  expect(session.log).toEqual(['hold a', 'release']);
  expect(recorder.share).toBeNull();
});

test('a long take counts down even where buttons are held, and a press ends it', () => {
  session.kind = 'clip';
  recorder.record('other');
  expect(recorder.left).toBe(3);
  vi.advanceTimersByTime(3000 + 14_900);
  expect(session.log).toEqual(['hold other']);
  recorder.press('other');
  recorder.letGo('other');
  expect(session.log).toEqual(['hold other', 'release']);
});

test('a recording that ended by itself ends its clock', () => {
  recorder.record('a');
  vi.advanceTimersByTime(3500);
  session.holding = null;
  vi.advanceTimersByTime(200);
  expect([recorder.classId, recorder.share]).toEqual([null, null]);
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
