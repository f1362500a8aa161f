import { expect, test } from 'vitest';
import { nameOf } from './names';

test('words are called what they are, and what is no word has a name too', () => {
  expect(['seven', '_background_noise_', '_unknown_'].map(nameOf)).toEqual([
    'seven',
    'noise',
    'another word',
  ]);
});
