import { expect, it } from 'vitest';
import type { ClassView, Fired } from '../../lib/protocol';
import type { Verdict } from '../../lib/verdict';
import {
  actedVerdict,
  clock,
  latencyWords,
  MOST_LINES,
  withEvent,
  withLine,
  type Line,
} from './log';

const at = new Date(2026, 0, 2, 4, 5, 6);

it('keeps the newest lines, newest first, each with an id of its own', () => {
  let lines: Line[] = [];
  for (let i = 0; i < MOST_LINES + 5; i += 1) {
    lines = withLine(lines, { at, classId: `c${i}`, kind: 'start', confidence: 0.9 });
  }
  expect(lines).toHaveLength(MOST_LINES);
  expect(lines[0]?.classId).toBe(`c${MOST_LINES + 4}`);
  expect(lines.at(-1)?.classId).toBe('c5');
  expect(new Set(lines.map((line) => line.id)).size).toBe(MOST_LINES);
});

it('writes the time of day', () => {
  expect(clock(at)).toBe('04:05:06');
});

const fired = (class_id: string, kind: Fired['kind'], latency: number | null = null): Fired => ({
  class_id,
  kind,
  confidence: 0.9,
  latency,
});

it('writes what began and what ended of what lasts', () => {
  const lines = withEvent(withEvent([], fired('a', 'start'), 'sound'), fired('a', 'stop'), 'sound');
  expect(lines.map(({ kind }) => kind)).toEqual(['stop', 'start']);
});

it('writes one line of an action, to which its end adds how late it was told', () => {
  let lines = withEvent([], fired('a', 'start'), 'clip');
  lines = withEvent(lines, fired('b', 'start'), 'clip');
  lines = withEvent(lines, fired('a', 'stop', 0.12), 'clip');
  expect(lines.map(({ classId, kind, latency }) => [classId, kind, latency])).toEqual([
    ['b', 'once', undefined],
    ['a', 'once', 0.12],
  ]);
  expect([0.12, -0.34].map(latencyWords)).toEqual(['0.1 s after its end', '0.3 s before its end']);
});

it('tells an action rather than what is seen a moment later', () => {
  const classes = [{ id: 'a' }, { id: 'b' }] as ClassView[];
  const now = { certainty: 'unsure', best: classes[1], confidence: 0.5 } as Verdict;
  const told = actedVerdict(now, fired('a', 'start'), classes);
  expect([told.certainty, told.best?.id, told.confidence]).toEqual(['sure', 'a', 0.9]);
  expect(actedVerdict(now, fired('gone', 'start'), classes)).toBe(now);
});
