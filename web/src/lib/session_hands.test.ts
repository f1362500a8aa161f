import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../../testing/fake_socket';
import { json, openSession, PROJECT, settled, type Opened } from '../../testing/open_session';
import type { Answer, SocketMessage } from './protocol';
import type { Session } from './session.svelte';

const HAND = { kind: 'hand' as const, points: [], side: null };
const ANSWER: Answer = {
  type: 'answer',
  stream: 0,
  sequence: 0,
  captured: 0,
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
};

let frame: Opened['frame'];
let session: Session;

const say = (message: SocketMessage) => FakeSocket.last.say(message);

beforeEach(async () => {
  let answers: Opened['answers'];
  ({ answers, frame, session } = await openSession());
  answers['/api/projects/p'] = () => json({ ...PROJECT, revision: 6, subject: 'hands' });
  await session.refresh();
  session.watching = true;
});

afterEach(() => {
  session.close();
  vi.unstubAllGlobals();
});

test('hands are seen before anything is taught, as often as the camera has a picture', async () => {
  for (const captured of [1, 2, 3]) {
    frame(captured);
    await settled();
    say({ type: 'no-answer', stream: 0, sequence: 0, poses: [HAND] });
  }
  expect(FakeSocket.last.told).toEqual(['watch', 'watch', 'watch']);
  expect(session.sight.poses).toEqual([HAND]);
  session.watching = false;
  expect(session.sight.poses).toEqual([]);
});

test('and while a take is recorded, so that it is noticed when a hand is gone', async () => {
  session.hold('a');
  await settled();
  frame(performance.now() + 1000);
  await settled();
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1', 'watch']);
});

test('an answer says what of hands is in its picture', () => {
  say({ ...ANSWER, poses: [HAND] });
  expect(session.sight.poses).toEqual([HAND]);
  expect(session.answer?.best).toBe('a');
});

test('a model that looks at something else does not make a hand missing', () => {
  vi.useFakeTimers();
  try {
    for (const found of [true, false]) {
      for (let n = 0; n < 10; n += 1) {
        say({ ...ANSWER, found, known: found });
        vi.advanceTimersByTime(100);
      }
      expect(session.sight.missing).toBe(found ? null : "I can't see a hand");
    }
  } finally {
    vi.useRealTimers();
  }
});
