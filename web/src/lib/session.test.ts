import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket, LEARNING } from '../../testing/fake_socket';
import { json, openSession, PROJECT, settled, type Opened } from '../../testing/open_session';
import { MAX_UNSAVED_FRAMES, type Answer, type SocketMessage } from './protocol';
import type { Session } from './session.svelte';
import { toasts } from './toasts.svelte';

let answers: Opened['answers'];
let camera: Opened['camera'];
let frame: Opened['frame'];
let session: Session;

beforeEach(async () => {
  ({ answers, camera, frame, session } = await openSession());
});

afterEach(() => {
  session.close();
  vi.unstubAllGlobals();
});

function answer(over: Partial<Answer> = {}): Answer {
  return {
    type: 'answer',
    stream: 0,
    sequence: 0,
    captured: performance.now() - 25,
    model: 1,
    probabilities: [1],
    best: 'a',
    label: 'a',
    known: true,
    novelty: 0,
    found: true,
    poses: [],
    events: [],
    milliseconds: 10,
    ...over,
  };
}

const say = (message: SocketMessage) => FakeSocket.last.say(message);

test('it opens the project and the socket', () => {
  expect(session.project?.name).toBe('Hands');
  expect(session.connection).toBe('open');
  expect(session.classOf('a')?.count).toBe(3);
});

test('holding records a take; the counters show what is on disk', async () => {
  const recorded = vi.fn();
  session.onRecorded(recorded);
  session.hold('a');
  await settled();
  expect(session.holding).toBe('a');
  expect(FakeSocket.last.told).toEqual(['begin', '0']);
  expect(session.holdCount).toBe(0);
  const { take } = recorded.mock.calls[0]![0] as { take: string };
  FakeSocket.last.saved(take, 0);
  expect([session.holdCount, session.classOf('a')?.count]).toEqual([1, 1]);
  session.release();
  await settled();
  expect(session.holding).toBeNull();
  expect(FakeSocket.last.told).toEqual(['begin', '0', 'end']);
});

test('holding another class ends the first', async () => {
  session.hold('a');
  session.hold('b');
  await settled();
  expect(session.holding).toBe('b');
  expect(FakeSocket.last.told.filter((word) => word === 'begin')).toHaveLength(2);
  expect(FakeSocket.last.told.filter((word) => word === 'end')).toHaveLength(1);
});

test('without a camera, holding asks for it', () => {
  camera.state = 'off';
  session.hold('a');
  expect(camera.start).toHaveBeenCalled();
  expect(session.holding).toBeNull();
});

test('nothing is recorded while the server can not be reached, and that is said', () => {
  FakeSocket.last.drop();
  session.hold('a');
  expect(session.holding).toBeNull();
  expect(toasts().at(-1)?.sentence).toContain('Not recording');
});

test('a recording outlives a short break, but ends when no more can be kept', async () => {
  session.hold('a');
  await settled();
  FakeSocket.last.drop();
  for (let sent = 1; sent < MAX_UNSAVED_FRAMES; sent += 1) {
    frame(performance.now() + sent * 1000);
    await settled();
    expect(session.holding).toBe('a');
  }
  expect(session.unsaved).toBe(MAX_UNSAVED_FRAMES);
  frame(performance.now() + 1e6);
  expect(session.holding).toBeNull();
  expect(toasts().at(-1)?.sentence).toContain('Not recording');
});

test('a recording that the server refuses stops', async () => {
  const recorded = vi.fn();
  session.onRecorded(recorded);
  session.hold('a');
  await settled();
  const { take } = recorded.mock.calls[0]![0] as { take: string };
  say({ type: 'refused', sentence: 'This class is gone.', take, sequence: null, final: true });
  expect(session.holding).toBeNull();
  expect(toasts().at(-1)?.sentence).toBe('This class is gone.');
});

test('it watches only when asked to and when there is a model', async () => {
  session.watching = true;
  frame(1);
  await settled();
  expect(FakeSocket.last.told).toEqual([]);
  say({ ...LEARNING, status: 'ready', model: 1, labels: ['a'] });
  frame(2);
  await settled();
  expect(FakeSocket.last.told).toEqual(['watch']);
});

test('an answer is shown with its rate, and its events are told', () => {
  const fired = vi.fn();
  session.onFired(fired);
  session.watching = true;
  say(answer({ events: [{ class_id: 'a', kind: 'start', confidence: 0.9, latency: null }] }));
  expect(session.answer?.best).toBe('a');
  expect(session.answers.fps).toBe(1);
  expect(session.answers.latency).toBeGreaterThanOrEqual(25);
  expect(fired).toHaveBeenCalledOnce();
  session.watching = false;
  expect([session.answer, session.answers.fps]).toEqual([null, 0]);
});

test('a frame put right becomes an example of its class', async () => {
  await expect(session.correct('a')).rejects.toThrow('no picture');
  session.watching = true;
  say({ ...LEARNING, status: 'ready', model: 1, labels: ['a'] });
  frame(1);
  await settled();
  const corrected = session.correct('a');
  await settled();
  const begin = JSON.parse(FakeSocket.last.sent[1] as string) as { take: string; source: string };
  expect(begin.source).toBe('correction');
  expect(FakeSocket.last.told).toEqual(['watch', 'begin', '0', 'end']);
  answers['/api/projects/p'] = () => json({ ...PROJECT, revision: 7 });
  FakeSocket.last.saved(begin.take, 0);
  say({ type: 'ended', take: begin.take, take_count: 1, sentence: '' });
  expect(await corrected).toBe(7);
});

test('when another tab changes something, it is fetched again', async () => {
  const changed = vi.fn();
  session.onChanged(changed);
  answers['/api/projects/p'] = () => json({ ...PROJECT, revision: 6, name: 'Feet' });
  say({ type: 'changed', revision: 6, class_ids: ['a'] });
  expect(changed).toHaveBeenCalledWith(['a']);
  await vi.waitFor(() => expect(session.project?.name).toBe('Feet'));
});

test('an answer older than what is shown is passed over', async () => {
  answers['/api/projects/p'] = () => json({ ...PROJECT, revision: 4, name: 'Old' });
  await session.refresh();
  expect(session.project?.name).toBe('Hands');
});

test('a lost connection is told, and why if the server knows', async () => {
  answers['/api/projects/p'] = () => json({ sentence: 'This project is gone.' }, 404);
  session.watching = true;
  say(answer());
  FakeSocket.last.drop();
  await settled();
  expect([session.connection, session.answer]).toEqual(['lost', null]);
  expect(session.problem).toBe('This project is gone.');
});

test('a deletion can be undone from its toast, unless something else came after', async () => {
  const done = { revision: 9, sentence: 'Deleted 3 examples of rock', id: null };
  await session.change(Promise.resolve(done), true);
  const shown = toasts().at(-1)!;
  expect(shown.sentence).toBe(done.sentence);
  const asked = vi.fn(() => json({ sentence: 'The project has changed since.' }, 409));
  answers['/api/projects/p/undo?revision=9'] = asked;
  shown.action?.run();
  await settled();
  expect(asked).toHaveBeenCalled();
  expect(toasts().at(-1)?.sentence).toBe('The project has changed since.');
});

test('an action is put right by what was seen of late, as a clip', async () => {
  const opened = await openSession({ ...PROJECT, kind: 'clip', subject: 'actions' });
  await expect(opened.session.correct('a')).rejects.toThrow('no movement to put right yet');
  say({ type: 'learning', model: 1 } as SocketMessage);
  opened.session.watching = true;
  for (const captured of [100, 200]) {
    opened.frame(captured);
    await settled();
    say({ type: 'no-answer', stream: 0, sequence: 0, poses: [] });
  }
  FakeSocket.last.sent.length = 0;
  void opened.session.correct('a');
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1', 'end']);
});

test('an offer to undo goes when anything else changes, and all is gone with the project', async () => {
  const done = { revision: 9, sentence: 'Deleted 3 examples of rock', id: null };
  await session.change(Promise.resolve(done), true);
  say({ type: 'changed', revision: 9, class_ids: ['a'] });
  expect(toasts()).toHaveLength(1);
  say({ type: 'changed', revision: 10, class_ids: [] });
  expect(toasts()).toHaveLength(0);
  await session.change(Promise.reject(new Error('The disk is full.')));
  session.close();
  expect(toasts()).toHaveLength(0);
});

test('what was undone and redone is said', async () => {
  const done = (sentence: string) => () => json({ revision: 9, sentence, id: null });
  answers['/api/projects/p/undo'] = done('Undone: renamed rock');
  answers['/api/projects/p/redo'] = done('Done again: renamed rock');
  await session.undo();
  expect(toasts().at(-1)?.sentence).toBe('Undone: renamed rock');
  await session.redo();
  expect(toasts().at(-1)?.sentence).toBe('Done again: renamed rock');
});

test('a change that fails says so', async () => {
  expect(await session.change(Promise.reject(new Error('The disk is full.')))).toBe(false);
  expect(toasts().at(-1)?.sentence).toBe('The disk is full.');
});

test('left while recording, the take is ended and saved before the socket is closed', async () => {
  session.hold('a');
  session.close();
  await settled();
  expect(FakeSocket.last.told).toEqual(['begin', '0', 'end']);
  const { take } = JSON.parse(FakeSocket.last.sent[0] as string) as { take: string };
  expect(session.unsaved).toBe(1);
  FakeSocket.last.saved(take, 0);
  FakeSocket.last.say({ type: 'ended', take, take_count: 1, sentence: '' });
  expect(session.unsaved).toBe(0);
  expect(FakeSocket.last.readyState).toBe(3);
});
