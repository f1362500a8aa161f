import { beforeEach, expect, test, vi } from 'vitest';
import type { Begin } from './protocol';
import { SoundRecording } from './sound_recording';

const RATE = 48_000;
let log: unknown[][];
let kept: boolean;
const sink = {
  keeps: () => kept,
  begin: ({ class_id, source, rate }: Begin) => void log.push(['begin', class_id, source, rate]),
  block: (_: string, sequence: number, captured: number) =>
    void log.push(['block', sequence, captured]),
  end: () => void log.push(['end']),
};

beforeEach(() => {
  log = [];
  kept = true;
});

const block = (captured: number) => ({
  samples: new Int16Array(100),
  position: captured * 7,
  captured,
  rate: RATE,
});

test('it begins after the click of the button, and numbers samples from 0', () => {
  const recorded = vi.fn();
  const recording = new SoundRecording(sink, 'a', recorded, 1000);
  for (const captured of [990, 1060, 1100, 1140]) recording.block(block(captured));
  recording.stop();
  expect(log).toEqual([
    ['begin', 'a', 'microphone', RATE],
    ['block', 0, 1100],
    ['block', 100, 1140],
    ['end'],
  ]);
  expect(recorded).toHaveBeenCalledTimes(2);
});

test('a press too short for any sound makes no take', () => {
  const recording = new SoundRecording(sink, 'a', undefined, 1000);
  recording.block(block(1040));
  recording.stop();
  expect(log).toEqual([]);
});

test('stopped, it records and ends nothing more', () => {
  const recording = new SoundRecording(sink, 'a', undefined, 0);
  recording.block(block(200));
  recording.stop();
  recording.block(block(240));
  recording.stop();
  expect(log.map(([kind]) => kind)).toEqual(['begin', 'block', 'end']);
});

test('it is full when no more can be kept for the server', () => {
  const recording = new SoundRecording(sink, 'a', undefined, 0);
  kept = false;
  expect(recording.full).toBe(false); // nothing waits yet
  recording.block(block(200));
  expect(recording.full).toBe(true);
});
