import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassView, Learning } from '../../lib/protocol';
import { classOfKey, correct } from './correcting';

const classes = [{ id: 'a', name: 'rock' }, { id: 'b', name: 'paper' }] as ClassView[];

function session(learning: Partial<Learning>, teach: () => void = () => undefined) {
  const fake = {
    learning: { model: 3, by_hand: false, ...learning } as Learning,
    classOf: (id: string) => classes.find((one) => one.id === id),
    correct: vi.fn(() => {
      teach();
      return Promise.resolve(7);
    }),
  };
  return fake;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('correct', () => {
  it('says that it was added, and learned when it was', async () => {
    const fake = session({});
    const said = correct(fake, 'a');
    await vi.advanceTimersByTimeAsync(100);
    fake.learning = { ...fake.learning, model: 4 };
    await vi.advanceTimersByTimeAsync(100);
    expect(await said).toEqual({ sentence: 'Added to rock. Learned again.', revision: 7 });
    expect(fake.correct).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('does not claim more than is true', async () => {
    const slow = correct(session({}), 'b');
    await vi.runAllTimersAsync();
    expect((await slow).sentence).toBe('Added to paper. Still learning.');
    expect((await correct(session({ by_hand: true }), 'b')).sentence).toContain('Press Train');
  });

  it('leaves problems to its caller', async () => {
    const fake = session({});
    fake.correct.mockRejectedValue(new Error('The disk is full.'));
    await expect(correct(fake, 'a')).rejects.toThrow('The disk is full.');
  });
});

describe('classOfKey', () => {
  const press = (key: string, init: KeyboardEventInit = {}) =>
    classOfKey(new KeyboardEvent('keydown', { key, ...init }), classes)?.name;

  it('is the class with that number', () => {
    expect([press('1'), press('2'), press('3'), press('0'), press('a')]).toEqual([
      'rock',
      'paper',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is none for shortcuts, held keys, and text', () => {
    expect(press('1', { ctrlKey: true })).toBeUndefined();
    expect(press('1', { repeat: true })).toBeUndefined();
    const input = document.createElement('input');
    let found: ClassView | undefined = classes[0];
    input.addEventListener('keydown', (event) => (found = classOfKey(event, classes)));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: '1' }));
    expect(found).toBeUndefined();
  });
});
