import { beforeEach, expect, test } from 'vitest';
import { Listener } from './listener';
import type { Block } from './sound_graph';

const RATE = 16_000;
const LENGTH = 640; // samples: 40 ms

let open: boolean;
let told: (string | number)[];
let listener: Listener;

beforeEach(() => {
  open = true;
  told = [];
  listener = new Listener({
    get open() {
      return open;
    },
    listen: () => void told.push('listen'),
    hear: ({ position }: Block) => void told.push(position),
  });
});

function hear(from: number, blocks: number): void {
  for (let n = 0; n < blocks; n++) {
    const position = from + n * LENGTH;
    listener.hear({ samples: new Int16Array(LENGTH), position, captured: 0, rate: RATE });
  }
}

test('what follows is sent as it comes, after saying once that it begins', () => {
  hear(0, 3);
  expect(told).toEqual(['listen', 0, 640, 1280]);
});

test('a gap is told: in what is heard, or in the connection', () => {
  hear(0, 1);
  hear(9000, 1);
  open = false;
  hear(9640, 1);
  open = true;
  hear(10_280, 1);
  expect(told).toEqual(['listen', 0, 'listen', 9000, 'listen', 10_280]);
});

test('a server that falls behind is given a rest, and then asked anew', () => {
  hear(0, 70);
  expect(told).toHaveLength(1 + 51); // two seconds
  hear(70 * LENGTH, 10);
  expect(told.filter((one) => one === 'listen')).toHaveLength(2);
});

test('one that keeps up is sent everything, also when numbers begin again', () => {
  const last = 2 ** 32;
  for (let n = -100; n < 100; n++) {
    const position = last + n * LENGTH;
    listener.hear({ samples: new Int16Array(LENGTH), position, captured: 0, rate: RATE });
    listener.answered((position + LENGTH - 1) % last);
  }
  expect(told.filter((one) => one === 'listen')).toHaveLength(1);
  expect(told).toHaveLength(201);
});

test('late answers to what came before a gap count for nothing', () => {
  hear(50 * RATE, 1);
  hear(0, 50);
  listener.answered(50 * RATE + 100);
  hear(50 * LENGTH, 10);
  expect(told.at(-1)).toBe(50 * LENGTH);
});

test('the last three seconds are kept, as far as they follow each other', () => {
  hear(0, 100);
  expect(listener.recent).toHaveLength(76);
  expect(listener.recent[0]?.position).toBe(24 * LENGTH);
  hear(1_000_000, 1);
  expect(listener.recent).toHaveLength(1);
  listener.forget();
  expect(listener.recent).toEqual([]);
});
