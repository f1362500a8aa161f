import { beforeEach, expect, it, vi } from 'vitest';
import { loadPreferences, savePreferences } from './preferences';

const KEY = 'understudy.pacman';
beforeEach(() => localStorage.clear());

it('remembers what was saved', () => {
  const saved = { pace: 'fast', best: 1230, sound: true } as const;
  savePreferences(saved);
  expect(loadPreferences()).toEqual(saved);
});

it.each(['', 'not json', '{"pace":"warp","best":"many","sound":1}', '{"best":1.5}', 'null'])(
  'falls back on the defaults when storage holds %j',
  (text) => {
    localStorage.setItem(KEY, text);
    expect(loadPreferences()).toEqual({ pace: 'gentle', best: 0, sound: false });
  },
);

it('works where storage is switched off', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  expect(() => savePreferences({ pace: 'fast', best: 1, sound: true })).not.toThrow();
  expect(loadPreferences().pace).toBe('gentle');
  vi.unstubAllGlobals();
});
