import { expect, test } from 'vitest';
import { frameSize } from './grabber';
import { FRAME_SIDE } from './protocol';

test.each([
  [640, 480, 640, 480],
  [1920, 1080, FRAME_SIDE, 360],
  [1080, 1920, 360, FRAME_SIDE],
  [320, 240, 320, 240],
  [5000, 1, FRAME_SIDE, 1],
])('%i by %i is sent as %i by %i', (width, height, w, h) => {
  expect(frameSize(width, height)).toEqual([w, h]);
});
