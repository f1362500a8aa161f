import { describe, expect, it } from 'vitest';
import type { Compared } from '../../lib/protocol';
import { clearBest, difference, duration } from './comparing';

const TITLES: Record<string, string> = {
  neighbors: 'Nearest neighbours',
  dense: 'Neural network',
  auto: 'Automatic',
};
const titleOf = (head: string) => TITLES[head] ?? head;

function row(head: string, accuracy: number | null, fit_seconds = 1): Compared {
  const rest = { subject: null, settings: {}, sentence: '', predict_milliseconds: 1 };
  return { head, accuracy, fit_seconds, ...rest };
}

describe('difference', () => {
  it('can’t tell without accuracies', () => {
    expect(difference([row('dense', null), row('neighbors', 0.9)], titleOf, 9)).toContain(
      'can’t tell yet',
    );
  });

  it('names the better one and what that means', () => {
    const said = difference([row('neighbors', 0.8), row('dense', 0.94)], titleOf, 50);
    expect(said).toContain('Neural network is right more often');
    expect(said).toContain('94\u202f%, against 80\u202f% for Nearest neighbours');
    expect(said).toContain('found what matters');
    expect(difference([row('neighbors', 0.9), row('dense', 0.7)], titleOf, 50)).toContain(
      'while there are few',
    );
  });

  it('does not take luck for skill', () => {
    const rows = [row('neighbors', 0.9, 0.01), row('dense', 0.85, 2)];
    const few = difference(rows, titleOf, 10);
    expect(few).toContain('about equally well');
    expect(few).toContain('Nearest neighbours learns the quickest');
    expect(clearBest(rows, 10)).toBeNull();
    expect(difference(rows, titleOf, 1000)).toContain('right more often');
    expect(clearBest(rows, 1000)).toBe('neighbors');
  });

  it('names several that share the first place', () => {
    const rows = [row('auto', 0.95), row('dense', 0.94), row('neighbors', 0.6)];
    expect(difference(rows, titleOf, 100)).toContain(
      'Automatic and Neural network do about equally well, and better than the rest.',
    );
  });
});

it('writes how long something takes', () => {
  expect([3.21, 0.0213, 0.0002].map(duration)).toEqual(['3.2 s', '21 ms', '0.20 ms']);
});
