import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadBest, saveBest } from './best';

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

it('is remembered', () => {
  expect(loadBest()).toBeNull();
  saveBest(12.3);
  expect(loadBest()).toBe(12.3);
});

it.each(['fast', '-1', 'Infinity', '{}'])('is not %s', (saved) => {
  localStorage.setItem('understudy.slider.best', saved);
  expect(loadBest()).toBeNull();
});

it('is missing where nothing can be stored', () => {
  vi.stubGlobal('localStorage', undefined);
  saveBest(1);
  expect(loadBest()).toBeNull();
  vi.unstubAllGlobals();
});
