import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Thumbs } from './thumbs.svelte';

let takes: { examples: string[] }[];

beforeEach(() => {
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = vi.fn();
  takes = [{ examples: ['t-0', 't-1'] }];
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(takes))));
});
afterEach(() => vi.unstubAllGlobals());

const JPEG = new Uint8Array([1]);
const frame = (take: string) => ({ classId: 'a', take, sequence: 0, captured: 0, jpeg: JPEG });

test('what was recorded here is shown from here, until it has a skeleton', async () => {
  const thumbs = new Thumbs('p', 'a', 't-1');
  thumbs.add(frame('u'));
  const urls = (subject?: 'hands') => thumbs.list.map((thumb) => thumbs.url(thumb, subject));
  expect(urls()).toEqual(['blob:x', '/api/projects/p/examples/t-1/thumbnail']);
  const drawn = (example: string) => `/api/projects/p/examples/${example}/thumbnail?skeleton=hands`;
  expect(urls('hands')).toEqual(['blob:x', drawn('t-1')]);
  takes[0]!.examples.push('u-0');
  thumbs.load();
  await vi.waitFor(() => expect(urls('hands')).toEqual(['u-0', 't-1', 't-0'].map(drawn)));
  expect(urls()[0]).toBe('blob:x');
  thumbs.close();
  expect(URL.revokeObjectURL).toHaveBeenCalledExactlyOnceWith('blob:x');
});

test('the newest of the server come first', async () => {
  const thumbs = new Thumbs('p', 'a');
  thumbs.load();
  await vi.waitFor(() => expect(thumbs.list.map((one) => one.example)).toEqual(['t-1', 't-0']));
});
