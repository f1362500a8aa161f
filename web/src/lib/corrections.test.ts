import { expect, test } from 'vitest';
import { Corrections } from './corrections';
import type { Saved } from './protocol';

const JPEG = new Uint8Array([1]);

function setup() {
  const log: [string, string, number?][] = [];
  const sink = {
    mayTake: true,
    full: false,
    begin: ({ take }: { take: string }) => void log.push(['begin', take]),
    frame: (take: string, sequence: number) => void log.push(['frame', take, sequence]),
    keeps: () => true,
    block: (take: string, sequence: number) => void log.push(['block', take, sequence]),
    end: (take: string) => void log.push(['end', take]),
  };
  return { log, corrections: new Corrections(sink) };
}

const saved = (take: string, sequence: number) => ({ take, sequence }) as Saved;

test('a session of watching has one take for each class, which goes on', async () => {
  const { log, corrections } = setup();
  void corrections.add('a', 1, JPEG);
  void corrections.add('b', 2, JPEG);
  const third = corrections.add('a', 3, JPEG);
  const [a, b] = [log[0]![1], log[3]![1]];
  expect(a).not.toBe(b);
  expect(log.map(([kind, take, n]) => [kind, take === a ? 'a' : 'b', n])).toEqual([
    ['begin', 'a', undefined],
    ['frame', 'a', 0],
    ['end', 'a', undefined],
    ['begin', 'b', undefined],
    ['frame', 'b', 0],
    ['end', 'b', undefined],
    ['begin', 'a', undefined],
    ['frame', 'a', 1],
    ['end', 'a', undefined],
  ]);
  corrections.saved(saved(a, 1));
  corrections.ended({ type: 'ended', take: a, take_count: 2, sentence: '' });
  await expect(third).resolves.toBeUndefined();
});

test('the next session of watching begins a new take', () => {
  const { log, corrections } = setup();
  void corrections.add('a', 1, JPEG);
  corrections.startAfresh();
  void corrections.add('a', 2, JPEG);
  expect(log[0]![1]).not.toBe(log[3]![1]);
});

test('a refusal fails what it is about, and not for a while', async () => {
  const { log, corrections } = setup();
  const first = corrections.add('a', 1, JPEG);
  const take = log[0]![1];
  const refusal = { type: 'refused', sentence: 'This class is gone.', take, sequence: 0 } as const;
  corrections.refused({ ...refusal, final: false });
  corrections.refused({ ...refusal, final: true });
  await expect(first).rejects.toThrow('This class is gone.');
});

test('sound is a take of its own each time, done when that has ended', async () => {
  const { log, corrections } = setup();
  const block = { samples: new Int16Array(4), position: 900, captured: 5, rate: 8000 };
  const done = corrections.addSound('a', [block, block]);
  const take = log[0]![1];
  expect(log).toEqual([
    ['begin', take],
    ['block', take, 0],
    ['block', take, 4],
    ['end', take],
  ]);
  void corrections.addSound('a', [block]);
  expect(log[4]![1]).not.toBe(take);
  corrections.ended({ type: 'ended', take, take_count: 1, sentence: '' });
  await expect(done).resolves.toBeUndefined();
});

test('sound that is refused fails', async () => {
  const { log, corrections } = setup();
  const block = { samples: new Int16Array(4), position: 0, captured: 5, rate: 8000 };
  const done = corrections.addSound('a', [block]);
  const take = log[0]![1];
  const said = { type: 'refused', sentence: 'No.', take, sequence: 0, final: true } as const;
  corrections.refused(said);
  await expect(done).rejects.toThrow('No.');
});

test('frames of an action are one clip of its own, done when all of it is on disk', async () => {
  const { log, corrections } = setup();
  const done = corrections.addClip('a', [
    { captured: 1, jpeg: JPEG },
    { captured: 80, jpeg: JPEG },
  ]);
  expect(log.map(([kind, , n]) => [kind, n])).toEqual([
    ['begin', undefined],
    ['frame', 0],
    ['frame', 1],
    ['end', undefined],
  ]);
  const take = log[0]![1];
  corrections.ended({ type: 'ended', take, take_count: 1, sentence: '' });
  await done;
});
