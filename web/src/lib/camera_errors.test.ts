import { expect, test } from 'vitest';
import { cameraProblem, UNPLUGGED } from './camera_errors';

const named = (name: string) => Object.assign(new Error(), { name });

test.each([
  ['NotAllowedError', 'denied', 'Allow it'],
  ['NotReadableError', 'busy', 'Another program is using the camera'],
  ['NotFoundError', 'none', 'No camera was found'],
  ['OverconstrainedError', 'none', 'No camera was found'],
  ['NoMediaDevices', 'failed', '127.0.0.1'],
  ['SomethingNew', 'failed', 'did not start'],
])('%s is told as %s', (name, state, words) => {
  const problem = cameraProblem(named(name));
  expect(problem.state).toBe(state);
  expect(problem.sentence).toContain(words);
});

test('each sentence is another one, and says what works without a camera', () => {
  const names = ['NotAllowedError', 'NotReadableError', 'NotFoundError', 'NoMediaDevices', '?'];
  const sentences = [UNPLUGGED, ...names.map((name) => cameraProblem(named(name)))].map(
    (problem) => problem.sentence,
  );
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).toContain('use photos or videos');
});

test('what is no error is told too', () => {
  expect(cameraProblem('broken').state).toBe('failed');
});
