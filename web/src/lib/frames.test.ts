import { expect, test } from 'vitest';
import { blockMessage, frameMessage, newTakeId } from './frames';
import {
  FRAME_VERSION,
  HEADER_BYTES,
  TAKE,
  TAKE_SOUND,
  WATCH,
  WATCH_SOUND,
} from './protocol';

const JPEG = new Uint8Array([0xff, 0xd8, 1, 2, 3]);

test('a frame of a take has the header that the server reads', () => {
  const message = frameMessage(JPEG, 70_000, 1234.5, 'abcdefghijklmno9');
  const header = new DataView(message.buffer);
  expect(message.length).toBe(HEADER_BYTES + JPEG.length);
  expect(header.getUint8(0)).toBe(TAKE);
  expect(header.getUint8(1)).toBe(FRAME_VERSION);
  expect(header.getUint16(2, true)).toBe(0);
  expect(header.getUint32(4, true)).toBe(70_000);
  expect(header.getFloat64(8, true)).toBe(1234.5);
  expect(new TextDecoder().decode(message.subarray(16, 32))).toBe('abcdefghijklmno9');
  expect(message.subarray(HEADER_BYTES)).toEqual(JPEG);
});

test('a frame that is only watched has spaces for a take', () => {
  const message = frameMessage(JPEG, 0, 0);
  expect(message[0]).toBe(WATCH);
  expect(new TextDecoder().decode(message.subarray(16, 32))).toBe(' '.repeat(16));
});

test('ids of takes are 16 letters and digits, and differ', () => {
  const ids = new Set(Array.from({ length: 200 }, () => newTakeId()));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]{16}$/);
});

test('bytes that would favour the first letters are drawn again', () => {
  const draws = [252, 255, 0]; // 252 is 7 x 36
  let calls = 0;
  const id = newTakeId((bytes) => bytes.fill(draws[Math.min(calls++, 2)]!));
  expect(id).toBe('a'.repeat(16));
  expect(calls).toBe(3);
});

test('sound goes as 16-bit samples, little-endian, by the number of its first', () => {
  const message = blockMessage(Int16Array.of(1, -2), 2 ** 32 + 5, 7, 'abcdefghijklmno9');
  const header = new DataView(message.buffer);
  expect(header.getUint8(0)).toBe(TAKE_SOUND);
  expect(header.getUint32(4, true)).toBe(5); // numbers go round
  expect([...message.subarray(HEADER_BYTES)]).toEqual([1, 0, 0xfe, 0xff]);
  expect(blockMessage(Int16Array.of(1), 0, 7)[0]).toBe(WATCH_SOUND);
});
