import { expect, test } from 'vitest';
import { wordsSettings } from './words_settings';

const LISTENING = { threshold: 0.8, overlap: 0.5, suppress_ms: 500, hits: 3 };
const SETTINGS = { type: 'words-settings', listening: LISTENING, noise_and_unknown: true };

test('what was remembered holds, and nothing else of it', () => {
  expect(wordsSettings(JSON.parse(JSON.stringify(SETTINGS)))).toEqual(SETTINGS);
  const more = { ...SETTINGS, listening: { ...LISTENING, gain: 2 }, more: 1 };
  expect(wordsSettings(more)).toEqual(SETTINGS);
});

test.each([
  undefined,
  null,
  'x',
  [],
  {},
  { listening: null, noise_and_unknown: true },
  { ...SETTINGS, noise_and_unknown: 'yes' },
  { ...SETTINGS, listening: { ...LISTENING, threshold: 2 } },
  { ...SETTINGS, listening: { ...LISTENING, hits: 1.5 } },
  { ...SETTINGS, listening: { threshold: 0.5 } },
])('%j makes no sense', (saved) => {
  expect(wordsSettings(saved)).toBeNull();
});
