import { expect, test } from 'vitest';
import { deviceProblem, unplugged } from './device_errors';

const WORDS = { name: 'lamp', rival: 'a film, perhaps', instead: 'Or light a candle.' };

const named = (name: string) => Object.assign(new Error('of the browser'), { name });

test.each([
  ['NotAllowedError', 'denied', 'may not use the lamp'],
  ['SecurityError', 'denied', 'the lamp sign'],
  ['NotReadableError', 'busy', 'Close it (a film, perhaps)'],
  ['AbortError', 'busy', 'Another program is using the lamp'],
  ['NotFoundError', 'none', 'No lamp was found'],
  ['OverconstrainedError', 'none', 'Plug one in'],
  ['NoMediaDevices', 'failed', 'only to pages of this computer'],
  ['SomethingNew', 'failed', 'The lamp did not start'],
])('%s is told as %s, and what works without it', (name, state, words) => {
  const problem = deviceProblem(named(name), WORDS);
  expect(problem.state).toBe(state);
  expect(problem.sentence).toContain(words);
  expect(problem.sentence.endsWith('Or light a candle.')).toBe(true);
  expect(problem.sentence).not.toContain('of the browser');
});

test('what is no error is told too', () => {
  expect(deviceProblem('odd', WORDS).state).toBe('failed');
});

test('a device that goes away is asked for again', () => {
  const { state, sentence } = unplugged(WORDS);
  expect(state).toBe('none');
  expect(sentence).toBe(
    'The lamp was unplugged or taken away. Plug it in and try again. Or light a candle.',
  );
});
