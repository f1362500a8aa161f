import { expect, test } from 'vitest';
import { thresholdOf } from './event_rule';
import type { Acting, Listening, Live } from './protocol';

const live = { threshold: 0.1 } as Live;
const listening = { threshold: 0.2 } as Listening;
const acting = { threshold: 0.3 } as Acting;

test('what a project is taught with decides what counts', () => {
  expect(thresholdOf({ live, listening: null, acting: null })).toBe(0.1);
  expect(thresholdOf({ live, listening, acting: null })).toBe(0.2);
  expect(thresholdOf({ live, listening: null, acting })).toBe(0.3);
});
