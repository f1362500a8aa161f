import { expect, test } from 'vitest';
import { microphoneProblem, MICROPHONE_UNPLUGGED } from './microphone_errors';

const named = (name: string) => Object.assign(new Error(), { name });

test.each([
  ['NotAllowedError', 'denied', 'Allow it'],
  ['NotReadableError', 'busy', 'Another program is using the microphone'],
  ['NotFoundError', 'none', 'No microphone was found'],
  ['NoMediaDevices', 'failed', '127.0.0.1'],
  ['SomethingNew', 'failed', 'did not start'],
])('%s is told as %s', (name, state, words) => {
  const problem = microphoneProblem(named(name));
  expect(problem.state).toBe(state);
  expect(problem.sentence).toContain(words);
  expect(problem.sentence).toContain('drop recordings');
});

test('one that was unplugged is told so', () => {
  expect(MICROPHONE_UNPLUGGED.state).toBe('none');
  expect(MICROPHONE_UNPLUGGED.sentence).toContain('The microphone was unplugged');
});
