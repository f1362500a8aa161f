import { afterEach, expect, test, vi } from 'vitest';
import {
  api,
  ApiError,
  imageUrl,
  placeOf,
  roomUrl,
  soundUrl,
  spectrogramUrl,
  streamUrl,
  stripUrl,
  UNREACHABLE,
  variantUrl,
} from './api';

afterEach(() => vi.unstubAllGlobals());

function server(status: number, body: string) {
  const fetch = vi.fn<typeof globalThis.fetch>(() =>
    Promise.resolve(new Response(body, { status })),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

test('a request goes to the escaped address of its project', async () => {
  const fetch = server(200, '{"revision": 3, "sentence": "", "id": null}');
  const done = await api.moveExamples('a/b ü', ['t-1'], 'c1');
  expect(done.revision).toBe(3);
  const [path, init] = fetch.mock.calls[0]!;
  expect(path).toBe('/api/projects/a%2Fb%20%C3%BC/examples/move');
  expect(init?.method).toBe('POST');
  expect(JSON.parse(init?.body as string)).toEqual({ ids: ['t-1'], class_id: 'c1' });
});

test('undo says which revision was seen, when it matters', async () => {
  const fetch = server(200, '{}');
  await api.undo('p', 7);
  await api.undo('p');
  expect(fetch.mock.calls.map(([path]) => path)).toEqual([
    '/api/projects/p/undo?revision=7',
    '/api/projects/p/undo',
  ]);
});

test("a refusal is the server's sentence, with its status", async () => {
  server(507, '{"sentence": "The disk is full."}');
  const error: unknown = await api.projects().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ message: 'The disk is full.', status: 507 });
});

test.each([
  [502, '<html>', "can't read"],
  [400, '{}', 'Reload the page'],
])('an answer of %i that is not the studio’s is told too', async (status, body, words) => {
  server(status, body);
  await expect(api.projects()).rejects.toThrow(words);
});

test('a server that is gone is told as such', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(api.projects()).rejects.toMatchObject({ message: UNREACHABLE, status: 0 });
});

test('addresses of pictures and of the socket', () => {
  expect(imageUrl('a b', 'x-1')).toBe('/api/projects/a%20b/examples/x-1/image');
  expect(roomUrl('a b', 7)).toBe('/api/projects/a%20b/room?revision=7');
  expect(variantUrl('a b', 'x-1', 3, false)).toBe(
    '/api/projects/a%20b/examples/x-1/variant?number=3&mirrored=false',
  );
  const page = { protocol: 'http:', host: '127.0.0.1:8000' } as Location;
  expect(streamUrl('a b', page)).toBe('ws://127.0.0.1:8000/api/projects/a%20b/stream');
});

class FakeRequest {
  static last: FakeRequest;
  upload: { onprogress?: (event: Partial<ProgressEvent>) => void } = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  path = '';

  constructor() {
    FakeRequest.last = this;
  }
  open = (_method: string, path: string) => (this.path = path);
  setRequestHeader = () => undefined;
  send = () => undefined;
  abort = () => this.onabort?.();
}

test('a file is sent by its name, and its progress told', async () => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  const progress = vi.fn();
  const sent = api.addFile('p', 'c', new File([], 'a&b.jpg'), { progress });
  const request = FakeRequest.last;
  expect(request.path).toBe('/api/projects/p/classes/c/files?name=a%26b.jpg');
  request.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 });
  expect(progress).toHaveBeenCalledWith(0.25);
  Object.assign(request, { status: 200, responseText: '{"examples": 1}' });
  request.onload?.();
  expect((await sent).examples).toBe(1);
});

test('sending a file can be cancelled, refused, and lose its server', async () => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  const abort = new AbortController();
  const cancelled = api.addFile('p', 'c', new File([], 'a'), { signal: abort.signal });
  abort.abort();
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  const refused = api.openArchive(new File([], 'a.zip'), 'a');
  Object.assign(FakeRequest.last, { status: 400, responseText: '{"sentence": "No zip."}' });
  FakeRequest.last.onload?.();
  await expect(refused).rejects.toThrow('No zip.');
  const lost = api.openArchive(new File([], 'a.zip'), 'a');
  FakeRequest.last.onerror?.();
  await expect(lost).rejects.toThrow(UNREACHABLE);
});

test('addresses of sounds', () => {
  expect(soundUrl('My words', 'abc')).toBe('/api/projects/My%20words/takes/abc/sound');
  expect(spectrogramUrl('p', 'abc', { width: 10, height: 5, start: 0, end: undefined })).toBe(
    '/api/projects/p/takes/abc/spectrogram?width=10&height=5&start=0',
  );
  expect(placeOf('abc-1250')).toEqual({ take: 'abc', centre: 1.25 });
});

test('the strip of a clip is of a part of it', () => {
  expect(stripUrl('a b', 't', [0, 1.5])).toBe('/api/projects/a%20b/takes/t/strip?start=0&end=1.5');
});
