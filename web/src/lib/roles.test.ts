import { expect, test } from 'vitest';
import { roleOf } from './roles';

test.each(['nothing', ' Nothing ', 'BACKGROUND', 'noise', 'Other'])('“%s” is to ignore', (name) => {
  expect(roleOf(name)).toBe('background');
});

test.each(['rock', 'nothing else', 'another', ''])('“%s” is not', (name) => {
  expect(roleOf(name)).toBe('class');
});
