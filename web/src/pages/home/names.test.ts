import { expect, test } from 'vitest';
import { freeName } from './names';

test('a name that is taken gets a number', () => {
  expect(freeName('My project', [])).toBe('My project');
  expect(freeName('My project', ['my project '])).toBe('My project 2');
  expect(freeName('My project', ['My project', 'MY PROJECT 2'])).toBe('My project 3');
});
