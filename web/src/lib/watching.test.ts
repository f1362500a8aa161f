import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PROJECT } from '../../testing/open_session';
import type { Ears } from './ears';
import type { Answer, NoAnswer, Pose, ProjectView } from './protocol';
import type { Block } from './sound_graph';
import { Watching } from './watching.svelte';

const LENGTH = 640; // samples
const RATE = 16_000;
const POSE = {} as Pose;

let wanted: { project: ProjectView | null; hasModel: boolean };
let watched: number[];
let sent: (string | number)[];
let watching: Watching;

beforeEach(() => {
  wanted = { project: PROJECT, hasModel: true };
  watched = [];
  sent = [];
  const stream = {
    open: true,
    mayWatch: true,
    watch: (captured: number) => void watched.push(captured),
    listen: () => void sent.push('listen'),
    hear: ({ position }: Block) => void sent.push(position),
  };
  watching = new Watching(stream, { grab: () => Promise.resolve(new Uint8Array([1])) }, wanted);
});

afterEach(() => {
  watching.close();
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

const block = (position: number): Block => {
  return { samples: new Int16Array(LENGTH), position, captured: 0, rate: RATE };
};

const answer = (change: Partial<Answer> = {}): Answer => {
  const said = { sequence: 0, captured: 0, best: 'a', label: 'a', found: true, poses: [] };
  return { ...said, ...change } as unknown as Answer;
};

test('switched on and off, it says whether that changed anything', () => {
  expect(watching.set(false)).toBe(false);
  expect(watching.set(true)).toBe(true);
  expect(watching.set(true)).toBe(false);
  expect(watching.on).toBe(true);
});

test('it asks only while it is on and there is a model', async () => {
  watching.frame(1, false);
  watching.block(block(0));
  watching.set(true);
  wanted.hasModel = false;
  watching.frame(2, false);
  watching.block(block(LENGTH));
  wanted.hasModel = true;
  watching.frame(3, false);
  watching.block(block(2 * LENGTH));
  await settled();
  expect(watched).toEqual([3]);
  expect(sent).toEqual(['listen', 2 * LENGTH]);
});

test('what is recorded is not watched too, except where hands are looked for', async () => {
  watching.set(true);
  watching.frame(1, true);
  await settled();
  expect(watched).toEqual([]);
  wanted.project = { ...PROJECT, subject: 'hands' };
  wanted.hasModel = false; // they are seen before anything is taught
  watching.frame(2, true);
  await settled();
  expect(watched).toEqual([2]);
});

test('an answer is kept until what it was about is over', () => {
  expect(watching.answered(answer())).toBe(false); // nobody wants it
  expect(watching.answers.newest).toBeNull();
  watching.set(true);
  const said = answer();
  expect(watching.answered(said)).toBe(true);
  expect(watching.answers.newest).toBe(said);
  watching.set(false);
  expect(watching.answers.newest).toBeNull();
});

test('a recording is heard instead of the microphone, until that is wanted again', () => {
  let play: (block: Block) => void = () => undefined;
  const stop = vi.fn();
  const onBlock = (callback: (block: Block) => void) => {
    play = callback;
    return stop;
  };
  watching.set(true);
  watching.listenTo({ onBlock } as unknown as Ears);
  watching.block(block(0));
  play(block(5000));
  expect(sent).toEqual(['listen', 5000]);
  watching.listenTo(null);
  expect(stop).toHaveBeenCalledOnce();
  watching.block(block(LENGTH));
  expect(sent).toEqual(['listen', 5000, 'listen', LENGTH]);
});

test('where nothing is found, what is seen of a hand is shown all the same', () => {
  wanted.project = { ...PROJECT, subject: 'hands' };
  watching.set(true);
  const nothing: NoAnswer = { type: 'no-answer', stream: 0, sequence: 0, poses: [POSE] };
  watching.unanswered(nothing);
  expect(watching.sight.poses).toEqual([POSE]);
  watching.answered(answer({ found: true, poses: [] })); // of a model that looks at something else
  expect(watching.sight.poses).toEqual([]);
});

test('while an action still needs frames they are sent at once', async () => {
  wanted.project = { ...PROJECT, kind: 'clip', subject: 'actions' };
  watching.set(true);
  watching.frame(1, false);
  await settled();
  watching.unanswered({ type: 'no-answer', stream: 0, sequence: 0, poses: [] });
  watching.frame(2, false);
  await settled();
  expect(watched).toEqual([1, 2]);
});
