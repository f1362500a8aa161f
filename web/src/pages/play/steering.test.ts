import { beforeEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../games/types';
import type { Answer, Fired } from '../../lib/protocol';
import { Steering } from './steering';

const fired = (class_id: string, kind: Fired['kind'] = 'start'): Fired => ({
  class_id,
  kind,
  confidence: 0.9,
});

describe('steering', () => {
  let mapping: Record<string, string>;
  let steering: Steering;
  let heard: GameEvent[];
  let stop: () => void;

  beforeEach(() => {
    mapping = { a: 'up' };
    steering = new Steering(() => mapping);
    heard = [];
    stop = steering.listen((event) => heard.push(event));
  });

  it('passes on mapped classes, and nothing else', () => {
    steering.fired(fired('a'));
    steering.fired(fired('nothing'));
    steering.fired(fired('a', 'stop'));
    expect(heard).toEqual([
      { move: 'up', kind: 'start' },
      { move: 'up', kind: 'stop' },
    ]);
  });

  it('goes by the mapping of the moment', () => {
    mapping = { a: 'down' };
    steering.fired(fired('a'));
    expect(heard).toEqual([{ move: 'down', kind: 'start' }]);
  });

  it('begins with the label that was there already, once', () => {
    const answer = { label: 'a' } as Answer;
    steering.answered({ label: null } as Answer);
    expect(heard).toEqual([]);
    steering.answered(answer);
    steering.answered(answer);
    expect(heard).toEqual([{ move: 'up', kind: 'start' }]);
  });

  it('leaves labels alone once events come', () => {
    steering.fired(fired('b'));
    steering.answered({ label: 'a' } as Answer);
    expect(heard).toEqual([]);
  });

  it('can be left', () => {
    stop();
    steering.fired(fired('a'));
    expect(heard).toEqual([]);
  });
});
