import { expect, it } from 'vitest';
import { MOST_LINES, clock, withLine, type Line } from './log';

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
