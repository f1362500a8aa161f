import { expect, test } from 'vitest';
import { quoted } from './words';

test('names in backticks are quoted', () => {
  expect(quoted('`left` and `up` get mixed up.')).toBe('“left” and “up” get mixed up.');
  expect(quoted('It`s fine.')).toBe('It`s fine.');
});
