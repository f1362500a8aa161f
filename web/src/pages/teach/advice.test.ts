import { expect, test } from 'vitest';
import { adviceOn } from './advice';

const SOUND = { kind: 'sound', amount: 2, loudest: 0.3, background: false, clocked: false } as const;
const PICTURES = { ...SOUND, kind: 'picture', amount: 10, loudest: 0 } as const;

test('of what is as it should be there is nothing to say', () => {
  expect(adviceOn(SOUND)).toBe('');
  expect(adviceOn(PICTURES)).toBe('');
});

test('whoever lets go at once is told to keep holding, unless a clock stopped it', () => {
  const more = 'Keep holding to record more.';
  expect(adviceOn({ ...SOUND, amount: 0.3 })).toBe(more);
  expect(adviceOn({ ...PICTURES, amount: 2 })).toBe(more);
  expect(adviceOn({ ...PICTURES, amount: 2, clocked: true })).toBe('');
});

test('how short a clip was is told, and what to do', () => {
  const short = { ...SOUND, kind: 'clip', amount: 0.44 } as const;
  expect(adviceOn(short)).toBe('Only 0.4 s. Hold for all of the action.');
  expect(adviceOn({ ...short, amount: 0.2 })).toBe(''); // it is not kept, and the server says so
  expect(adviceOn({ ...short, clocked: true })).toBe('');
  expect(adviceOn({ ...short, amount: 1.2, loudest: 0 })).toBe('');
});

test('a take without a sound in it is told of, and a quiet room to be ignored is none', () => {
  const quiet = { ...SOUND, loudest: 0.004 };
  expect(adviceOn(quiet)).toContain('Too quiet');
  expect(adviceOn({ ...quiet, clocked: true })).toContain('Too quiet');
  expect(adviceOn({ ...quiet, background: true })).toBe('');
});
