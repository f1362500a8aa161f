import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../../testing/fake_socket';
import { MAX_UNSAVED_FRAMES, type Begin, type SocketMessage } from './protocol';
import { Stream, type Connection } from './stream';

const JPEG = new Uint8Array([1, 2, 3]);
const TAKE: Begin = { type: 'begin', take: 'a'.repeat(16), class_id: 'a' };
let states: Connection[];
let heard: SocketMessage[];
let stream: Stream;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  states = [];
  heard = [];
  const listener = {
    message: (message: SocketMessage) => void heard.push(message),
    connection: (state: Connection) => void states.push(state),
  };
  stream = new Stream('ws://here/stream', listener, FakeSocket.connect);
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
});

function record(frames: number): void {
  stream.begin(TAKE);
  for (let n = 0; n < frames; n++) stream.frame(TAKE.take, n, n, JPEG);
}

function reconnect(): FakeSocket {
  FakeSocket.last.drop();
  vi.advanceTimersByTime(2000);
  FakeSocket.last.greet();
  return FakeSocket.last;
}

test('a take is begun, sent and ended', () => {
  FakeSocket.last.greet();
  record(2);
  stream.end(TAKE.take);
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1', 'end']);
  expect(states).toEqual(['connecting', 'open']);
});

test('what was recorded before the connection was there is sent when it is', () => {
  record(2);
  stream.end(TAKE.take);
  FakeSocket.last.greet();
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1', 'end']);
});

test('after a break only frames that were not saved are sent again, after begin', () => {
  FakeSocket.last.greet();
  record(4);
  FakeSocket.last.saved(TAKE.take, 0);
  FakeSocket.last.saved(TAKE.take, 2);
  expect(reconnect().told).toEqual(['begin', '1', '3']);
  expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
});

test('frames made during a break wait for the begin of the next connection', () => {
  FakeSocket.last.greet();
  record(1);
  FakeSocket.last.drop();
  stream.frame(TAKE.take, 1, 1, JPEG);
  vi.advanceTimersByTime(2000);
  FakeSocket.last.readyState = 1; // connected, but the server has not said hello
  stream.frame(TAKE.take, 2, 2, JPEG);
  expect(FakeSocket.last.told).toEqual([]);
  FakeSocket.last.greet();
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1', '2']);
});

test('an end whose answer was lost is said again; a finished take never', () => {
  FakeSocket.last.greet();
  record(1);
  stream.end(TAKE.take);
  FakeSocket.last.saved(TAKE.take, 0);
  expect(reconnect().told).toEqual(['begin', 'end']);
  FakeSocket.last.say({ type: 'ended', take: TAKE.take, take_count: 1, sentence: '' });
  expect(reconnect().told).toEqual([]);
});

test('a take goes on when it is begun again', () => {
  FakeSocket.last.greet();
  record(1);
  stream.end(TAKE.take);
  stream.begin(TAKE);
  stream.frame(TAKE.take, 1, 1, JPEG);
  FakeSocket.last.say({ type: 'ended', take: TAKE.take, take_count: 1, sentence: '' });
  expect(reconnect().told).toEqual(['begin', '0', '1']);
});

test('no more frames than allowed wait to be saved', () => {
  FakeSocket.last.greet();
  record(MAX_UNSAVED_FRAMES);
  expect(stream.mayTake).toBe(false);
  FakeSocket.last.saved(TAKE.take, 0);
  expect(stream.mayTake).toBe(true);
});

test('one watched frame is in flight', () => {
  FakeSocket.last.greet();
  stream.watch(1, JPEG);
  stream.watch(2, JPEG);
  expect(FakeSocket.last.told).toEqual(['watch']);
  FakeSocket.last.say({ type: 'no-answer', stream: 0, sequence: 0, poses: [] });
  stream.watch(3, JPEG);
  expect(FakeSocket.last.told).toEqual(['watch', 'watch']);
});

test('a watched frame lost with its connection does not block the next', () => {
  FakeSocket.last.greet();
  stream.watch(1, JPEG);
  FakeSocket.last.drop();
  expect(stream.mayWatch).toBe(false);
  vi.advanceTimersByTime(2000);
  FakeSocket.last.greet();
  expect(stream.mayWatch).toBe(true);
});

test('a watched frame that was refused does not block the next', () => {
  FakeSocket.last.greet();
  stream.watch(1, JPEG);
  FakeSocket.last.say(refused({ take: null, sequence: 0 }));
  expect(stream.mayWatch).toBe(true);
});

test('what can not be saved is given up, what can not be saved now is sent again', () => {
  FakeSocket.last.greet();
  record(2);
  FakeSocket.last.say(refused({ sequence: 0 }));
  expect(stream.unsaved).toBe(1);
  FakeSocket.last.sent = [];
  FakeSocket.last.say(refused({ sequence: 1, final: false }));
  vi.advanceTimersByTime(2000);
  expect(FakeSocket.last.told).toEqual(['begin', '1']);
});

test('a take that was refused as a whole is forgotten', () => {
  FakeSocket.last.greet();
  record(3);
  FakeSocket.last.say(refused({ sequence: null }));
  expect(stream.unsaved).toBe(0);
  expect(reconnect().told).toEqual([]);
});

const SOUND: Begin = { ...TAKE, source: 'microphone', rate: 8000 };
const LENGTH = 320; // samples: 40 ms

function recordSound(blocks: number, from = 0): void {
  for (let n = from; n < from + blocks; n++) {
    stream.block(SOUND.take, n * LENGTH, n * 40, new Int16Array(LENGTH));
  }
}

test('sound is numbered by its first sample, and sent again until it is on disk', () => {
  FakeSocket.last.greet();
  stream.begin(SOUND);
  recordSound(3);
  FakeSocket.last.saved(SOUND.take, 0);
  expect(FakeSocket.last.told).toEqual(['begin', '0', '320', '640']);
  expect(stream.unsaved).toBe(2);
  expect(reconnect().told).toEqual(['begin', '320', '640']);
});

test('thirty seconds of sound are kept while the server is away', () => {
  stream.begin(SOUND);
  recordSound(749);
  expect(stream.keeps(SOUND.take)).toBe(true);
  recordSound(1, 749);
  expect(stream.keeps(SOUND.take)).toBe(false);
  expect(stream.keeps('another')).toBe(false);
});

test('thirty seconds of a clip are kept while the server is away', () => {
  FakeSocket.last.greet();
  stream.begin({ ...TAKE, rate: 15 });
  FakeSocket.last.drop();
  for (let n = 0; n < 449; n++) stream.frame(TAKE.take, n, n, JPEG);
  expect([stream.mayTake, stream.keeps(TAKE.take)]).toEqual([false, true]);
  stream.frame(TAKE.take, 449, 449, JPEG);
  expect(stream.keeps(TAKE.take)).toBe(false);
  expect(reconnect().told).toHaveLength(1 + 450);
});

test('after a block that could not be saved just now, all from there on is sent again', () => {
  FakeSocket.last.greet();
  stream.begin(SOUND);
  recordSound(3);
  FakeSocket.last.saved(SOUND.take, 0);
  FakeSocket.last.say(refused({ sequence: 320, final: false }));
  const before = heard.length;
  FakeSocket.last.say(refused({ sequence: 640 })); // there is a gap before it
  expect(heard).toHaveLength(before);
  recordSound(1, 3); // is kept, not sent before what comes before it
  FakeSocket.last.sent = [];
  vi.advanceTimersByTime(2000);
  expect(FakeSocket.last.told).toEqual(['begin', '320', '640', '960']);
});

test('so it is of a clip, whose frames must follow one another', () => {
  FakeSocket.last.greet();
  record(3);
  FakeSocket.last.say(refused({ sequence: 0, final: false }));
  FakeSocket.last.say(refused({ sequence: 1 })); // there is a gap before them
  FakeSocket.last.say(refused({ sequence: 2 }));
  expect(heard.filter(({ type }) => type === 'refused')).toHaveLength(1);
  FakeSocket.last.sent = [];
  vi.advanceTimersByTime(2000);
  expect(FakeSocket.last.told).toEqual(['begin', '0', '1', '2']);
});

test('sound that the server ended by itself is not waited for', () => {
  FakeSocket.last.greet();
  stream.begin(SOUND);
  recordSound(3);
  FakeSocket.last.say({ type: 'ended', take: SOUND.take, take_count: 9, sentence: 'Long.' });
  expect(stream.unsaved).toBe(0);
  expect(reconnect().told).toEqual([]);
});

test('a take that is dropped is not waited for', () => {
  FakeSocket.last.greet();
  stream.begin(TAKE);
  record(3);
  stream.drop(TAKE.take);
  expect(stream.unsaved).toBe(0);
  expect(reconnect().told).toEqual([]);
});

test('sound that is only heard is announced with its rate, and not kept', () => {
  FakeSocket.last.greet();
  stream.listen(48_000);
  stream.hear({ samples: new Int16Array(LENGTH), position: 0, captured: 0, rate: 48_000 });
  expect(FakeSocket.last.told).toEqual(['listen', 'hear']);
  expect(reconnect().told).toEqual([]);
});

test('it tries again at longer and longer intervals, at most two seconds', () => {
  const waits: number[] = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    FakeSocket.last.drop();
    const before = FakeSocket.all.length;
    let waited = 0;
    while (FakeSocket.all.length === before) {
      vi.advanceTimersByTime(50);
      waited += 50;
    }
    waits.push(waited);
  }
  expect(waits).toEqual([250, 500, 1000, 2000, 2000, 2000]);
});

test('closed, it still brings to disk what was recorded, and says nothing more', () => {
  FakeSocket.last.greet();
  record(2);
  stream.end(TAKE.take);
  heard.length = 0;
  stream.close();
  FakeSocket.last.saved(TAKE.take, 0);
  const socket = reconnect();
  expect(socket.told).toEqual(['begin', '1', 'end']);
  socket.saved(TAKE.take, 1);
  expect(socket.readyState).toBe(1);
  socket.say({ type: 'ended', take: TAKE.take, take_count: 2, sentence: '' });
  expect(socket.readyState).toBe(3);
  expect(heard).toEqual([]);
  expect(states.at(-1)).toBe('open'); // that it was lost meanwhile is of no interest any more
});

test('once closed it stays closed', () => {
  stream.close();
  vi.advanceTimersByTime(10_000);
  expect(FakeSocket.all).toHaveLength(1);
});

function refused(over: { take?: null; sequence: number | null; final?: boolean }): SocketMessage {
  return { type: 'refused', sentence: 'No.', take: TAKE.take, final: true, ...over };
}
