import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Picture from './Picture.svelte';

const onproblem = vi.fn<(error: unknown) => void>();

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('createImageBitmap', () => new Promise(() => undefined));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function choose(kind: 'picture' | 'clip', name: string, type: string) {
  const told = { fps: 0, latency: 0, poses: undefined };
  render(Picture, { kind, ...told, onlook: () => undefined, onproblem });
  const input = document.querySelector('input[type=file]')!;
  return fireEvent.change(input, { target: { files: [new File([], name, { type })] } });
}
const shown = () => screen.queryByRole('button', { name: 'Back to the camera' }) !== null;

test('where actions are watched for, a photo is refused in a sentence', async () => {
  await choose('clip', 'cat.jpg', 'image/jpeg');
  expect(shown()).toBe(false);
  expect(onproblem.mock.lastCall?.[0]).toEqual(
    new Error('“cat.jpg”: This is no video. Choose one, such as an MP4 file.'),
  );
});

test.each([
  ['clip', 'cat.mp4', 'video/mp4'],
  ['picture', 'cat.jpg', 'image/jpeg'],
] as const)('of a project of kind %s it looks at %s', async (kind, name, type) => {
  await choose(kind, name, type);
  expect(shown()).toBe(true);
  expect(onproblem).not.toHaveBeenCalled();
});
