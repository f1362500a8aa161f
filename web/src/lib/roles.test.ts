import { expect, test } from 'vitest';
import { roleOf } from './roles';

const IGNORED = ['nothing', ' Nothing ', 'BACKGROUND', 'noise', 'Other', 'none', 'idle'];

test.each(IGNORED)('“%s” is to ignore', (name) => {
  expect(roleOf(name)).toBe('background');
});

test.each(['rock', 'nothing else', 'another', ''])('“%s” is not', (name) => {
  expect(roleOf(name)).toBe('class');
});
