import { beforeEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../games/types';
import type { Answer, Fired, Kind } from '../../lib/protocol';
import { Steering } from './steering';

const fired = (class_id: string, kind: Fired['kind'] = 'start') => ({ class_id, kind });

describe('steering', () => {
  let mapping: Record<string, string>;
  let steering: Steering;
  let kind: Kind;
  let heard: GameEvent[];
  let stop: () => void;
  const moves = () => heard.map(({ move, kind }) => `${move} ${kind}`);

  beforeEach(() => {
    mapping = { a: 'up' };
    kind = 'picture';
    steering = new Steering(
      () => mapping,
      (id) => `class ${id}`,
      () => kind,
    );
    heard = [];
    stop = steering.listen((event) => heard.push(event));
  });

  it('passes on mapped classes, and nothing else', () => {
    steering.fired(fired('a'), 10);
    steering.fired(fired('nothing'), 20);
    steering.fired(fired('a', 'stop'), 30);
    expect(heard).toEqual([
      { move: 'up', kind: 'start', said: 'class a', at: 10 },
      { move: 'up', kind: 'stop', said: 'class a', at: 30 },
    ]);
  });

  it('goes by the mapping of the moment', () => {
    mapping = { a: 'down' };
    steering.fired(fired('a'), 0);
    expect(moves()).toEqual(['down start']);
  });

  it('begins with the label that was there already, once', () => {
    const answer = { label: 'a', captured: 5 } as Answer;
    steering.answered({ label: null } as Answer);
    expect(heard).toEqual([]);
    steering.answered(answer);
    steering.answered(answer);
    expect(heard).toEqual([{ move: 'up', kind: 'start', said: 'class a', at: 5 }]);
  });

  it.each(['sound', 'clip'] as const)('does not take a window of a %s for an event', (taught) => {
    kind = taught;
    steering.answered({ label: 'a', captured: 5 } as Answer);
    expect(heard).toEqual([]);
  });

  it('leaves labels alone once events come', () => {
    steering.fired(fired('b'), 0);
    steering.answered({ label: 'a' } as Answer);
    expect(heard).toEqual([]);
  });

  it('ends what goes on when answers no longer come, once', () => {
    steering.fired(fired('a'), 0);
    steering.lost();
    steering.lost();
    expect(moves()).toEqual(['up start', 'up stop']);
  });

  it('can be left', () => {
    stop();
    steering.fired(fired('a'), 0);
    expect(heard).toEqual([]);
  });
});
