import { expect, test } from 'vitest';
import { barOf, Loudness, peakOf } from './loudness.svelte';

test('the bar goes by decibels', () => {
  expect([barOf(1), barOf(0), barOf(0.0001)]).toEqual([1, 0, 0]);
  expect(barOf(0.1)).toBeCloseTo(2 / 3);
  expect(peakOf(Float32Array.from([0.1, -0.75, 0.5]))).toBe(0.75);
  expect(peakOf(Int16Array.from([100, -16_384]))).toBe(0.5);
});

test('a microphone that gives nothing is told of after a while, and no longer when it does', () => {
  const loudness = new Loudness();
  loudness.note(0, 0);
  loudness.note(0, 2900);
  expect(loudness.problem).toBeNull();
  loudness.note(0, 3000);
  expect(loudness.problem).toBe('silent');
  loudness.note(0.001, 3016);
  expect(loudness.problem).toBeNull();
});

test('what is too loud is told for as long as it can be read', () => {
  const loudness = new Loudness();
  loudness.note(1, 0);
  loudness.note(0.1, 1000);
  expect(loudness.problem).toBe('clipped');
  loudness.note(0.1, 2000);
  expect(loudness.problem).toBeNull();
});

test('the first sound is noticed, and a quiet room is none', () => {
  const loudness = new Loudness();
  loudness.note(0.005, 0);
  expect(loudness.heard).toBe(false);
  loudness.note(0.1, 16);
  loudness.note(0.005, 33);
  expect(loudness.heard).toBe(true);
});
