import { expect, test, vi } from 'vitest';
import { api, ApiError } from './api';
import { Uploads } from './upload.svelte';

type Send = typeof api.addFile;

const files = (...names: string[]) =>
  names.map((name) => ({ classId: 'a', file: new File([], name) }));
const added = (sentence = '') => ({ revision: 1, take: 't', examples: 2, sentence });

test('files are added, and counted by what became of them', async () => {
  const uploads = new Uploads('p', () => Promise.resolve(added()));
  await uploads.run(files('1.jpg', '2.mp4', '3.jpg', '4.jpg'));
  expect([uploads.done, uploads.running]).toEqual([4, false]);
  expect(uploads.added.slice(0, 3)).toEqual(['t-0', 't-1', 't-0']);
  expect(uploads.share).toBe(1);
  expect(uploads.summary()).toBe('Added 8 examples.');
  expect(uploads.summary('clip')).toBe('Added 4 clips.');
});

test('one that is refused is told by name, and the others go on', async () => {
  const send: Send = (_p, _c, file) =>
    file.name === 'bad.jpg'
      ? Promise.reject(new ApiError('bad.jpg is damaged.', 400))
      : Promise.resolve(added());
  const uploads = new Uploads('p', send);
  await uploads.run(files('1.jpg', 'bad.jpg', '2.jpg'));
  expect(uploads.refused).toEqual([{ name: 'bad.jpg', sentence: 'bad.jpg is damaged.' }]);
  expect(uploads.summary()).toBe('Added 4 examples. 1 file could not be used.');
});

test('one that was not tried is told as well', () => {
  const uploads = new Uploads('p', () => Promise.resolve(added()));
  uploads.refuse('notes.txt', 'This is neither a photo nor a video.');
  expect(uploads.summary()).toBe('Added 0 examples. 1 file could not be used.');
});

test('a full disk stops it', async () => {
  const send = vi.fn<Send>(() => Promise.reject(new ApiError('The disk is full.', 507)));
  const uploads = new Uploads('p', send);
  await uploads.run(files(...Array.from({ length: 20 }, (_, n) => `${n}.jpg`)));
  expect(send.mock.calls.length).toBeLessThan(5);
  expect(uploads.refused[0]?.sentence).toBe('The disk is full.');
});

test('cancelling ends it without complaints', async () => {
  const send = vi.fn<Send>(
    (_p, _c, _f, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      }),
  );
  const uploads = new Uploads('p', send);
  const run = uploads.run(files('1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg'));
  uploads.cancel();
  await run;
  expect(send.mock.calls.length).toBe(3);
  expect(uploads.refused).toEqual([]);
});

test('the share counts what is on its way, and more can be added', async () => {
  let progress: ((share: number) => void) | undefined;
  const { promise, resolve } = withResolvers<ReturnType<typeof added>>();
  const send: Send = (_p, _c, file, options) => {
    if (file.name !== 'long.mp4') return Promise.resolve(added('It is dark.'));
    progress = options?.progress;
    return promise;
  };
  const uploads = new Uploads('p', send);
  const run = uploads.run(files('long.mp4'));
  progress?.(0.5);
  expect(uploads.share).toBe(0.5);
  await uploads.run(files('1.jpg'));
  expect(uploads.share).toBe(0.75);
  resolve(added());
  await run;
  expect(uploads.share).toBe(1);
  expect(uploads.doubts).toEqual([{ name: '1.jpg', sentence: 'It is dark.' }]);
});

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
