import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import LevelMeter from './LevelMeter.svelte';

let frame: (now: number) => void;

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (call: typeof frame) => ((frame = call), 1));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const analyser = (level: () => number) =>
  ({
    fftSize: 8,
    getFloatTimeDomainData: (samples: Float32Array) => void samples.fill(level()),
  }) as unknown as AnalyserNode;

test('it shows how loud it is, and sinks slowly', async () => {
  let level = 0.1;
  const { container } = render(LevelMeter, { analyser: analyser(() => level) });
  const fill = container.querySelector<HTMLElement>('.fill')!;
  const start = performance.now();
  frame(start);
  expect(fill.style.transform).toBe('scaleX(0.667)');
  level = 0;
  frame(start + 500);
  const width = Number(/[\d.]+/.exec(fill.style.transform)![0]);
  expect(width).toBeGreaterThan(0.3);
  expect(width).toBeLessThan(0.667);
  frame(start + 1100);
  await tick();
  expect(Number(screen.getByRole('meter').getAttribute('aria-valuenow'))).toBeLessThan(20);
});

test('a microphone that gives nothing is told of', async () => {
  render(LevelMeter, { analyser: analyser(() => 0) });
  const start = performance.now();
  frame(start);
  frame(start + 3100);
  await tick();
  expect(screen.getByRole('status').textContent).toContain('Is the microphone muted?');
});

test('it invites until the first sound, and not again', async () => {
  let level = 0.001;
  const invitation = 'Make a sound.';
  render(LevelMeter, { analyser: analyser(() => level), invitation });
  expect(screen.getByRole('status').textContent).toBe(invitation);
  for (level of [0.3, 0.001]) {
    frame(performance.now());
    await tick();
    expect(screen.getByRole('status').textContent).toBe('');
  }
});
