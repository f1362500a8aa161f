import { beforeEach, expect, it, vi } from 'vitest';
import { loadPreferences, savePreferences } from './preferences';

const KEY = 'understudy.fighter';
const DEFAULTS = { mode: 'computer', level: 'easy', sound: false };
beforeEach(() => localStorage.clear());

it('remembers what was saved', () => {
  const saved = { mode: 'keyboard', level: 'hard', sound: true } as const;
  savePreferences(saved);
  expect(loadPreferences()).toEqual(saved);
});

it.each(['', 'not json', '{"mode":"alone","level":4,"sound":1}', '{"level":"toString"}', 'null'])(
  'falls back on the defaults when storage holds %j',
  (text) => {
    localStorage.setItem(KEY, text);
    expect(loadPreferences()).toEqual(DEFAULTS);
  },
);

it('works where storage is switched off', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  expect(() => savePreferences({ mode: 'camera', level: 'hard', sound: true })).not.toThrow();
  expect(loadPreferences()).toEqual(DEFAULTS);
  vi.unstubAllGlobals();
});
