import { expect, test } from 'vitest';
import { Emitter } from './emitter';

test('everyone who listens hears it, until they stop', () => {
  const emitter = new Emitter<[string, number]>();
  const heard: unknown[] = [];
  const stop = emitter.add((word, number) => heard.push(['a', word, number]));
  emitter.add((word) => heard.push(['b', word]));
  emitter.emit('x', 1);
  stop();
  emitter.emit('y', 2);
  expect(heard).toEqual([
    ['a', 'x', 1],
    ['b', 'x'],
    ['b', 'y'],
  ]);
});
