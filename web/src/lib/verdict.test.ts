import { describe, expect, it } from 'vitest';
import type { Answer, ClassView, Learning } from './protocol';
import { percent, verdictOf } from './verdict';

const classes = [
  { id: 'a', name: 'rock', color: '#0c6b70', role: 'class' },
  { id: 'b', name: 'paper', color: '#9a4a06', role: 'class' },
] as ClassView[];
const learning = { labels: ['b', 'a'], model: 3 } as Learning;

function answer(change: Partial<Answer> = {}): Answer {
  return {
    type: 'answer',
    stream: 0,
    sequence: 0,
    captured: 0,
    model: 3,
    probabilities: [0.1, 0.9],
    best: 'a',
    label: 'a',
    known: true,
    novelty: 0.2,
    found: true,
    poses: [],
    events: [],
    milliseconds: 9,
    ...change,
  };
}

describe('verdictOf', () => {
  it('takes probabilities in the order of the model, not of the classes', () => {
    const verdict = verdictOf(answer(), learning, classes);
    expect(verdict.certainty).toBe('sure');
    expect(verdict.best?.name).toBe('rock');
    expect(verdict.confidence).toBe(0.9);
    expect(verdict.probabilities.get('b')).toBe(0.1);
  });

  it('takes what is none of the actions for that, however new it looks', () => {
    const other = [{ ...classes[0], role: 'background' }, classes[1]] as ClassView[];
    const strange = answer({ known: false, label: null });
    expect(verdictOf(strange, learning, other, 'clip').certainty).toBe('sure');
    expect(verdictOf(strange, learning, other, 'picture').certainty).toBe('unknown');
    expect(verdictOf(strange, learning, classes, 'clip').certainty).toBe('unknown');
  });

  it('tells "nothing I know" from "not sure"', () => {
    const unknown = verdictOf(answer({ label: null, known: false }), learning, classes);
    const unsure = verdictOf(answer({ label: null }), learning, classes);
    expect([unknown.certainty, unsure.certainty]).toEqual(['unknown', 'unsure']);
  });

  it('tells "I can not see a hand" from both, unless that is what was taught', () => {
    const certainty = (change: Partial<Answer>) =>
      verdictOf(answer({ found: false, ...change }), learning, classes).certainty;
    expect(certainty({ label: null, known: false, novelty: 1 })).toBe('unseen');
    expect(certainty({ known: true })).toBe('sure');
    expect(certainty({ label: null, known: true })).toBe('unsure');
  });

  it('waits before the first answer, and for one of a model with other classes', () => {
    expect(verdictOf(null, learning, classes).certainty).toBe('waiting');
    expect(verdictOf(answer(), null, classes).certainty).toBe('waiting');
    expect(verdictOf(answer({ probabilities: [1] }), learning, classes).certainty).toBe('waiting');
    expect(verdictOf(answer({ best: 'gone' }), learning, classes).certainty).toBe('waiting');
  });
});

it('writes a share as a percentage', () => {
  expect([percent(0), percent(0.946), percent(1)]).toEqual(['0\u202f%', '95\u202f%', '100\u202f%']);
});
