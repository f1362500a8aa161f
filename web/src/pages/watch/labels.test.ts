import { expect, test } from 'vitest';
import { withLabel } from './labels';

test('labels are added at their time, and not without end', () => {
  let labels = withLabel([], 100, { name: 'clap', color: '#2a80e2' });
  expect(labels).toEqual([{ id: 1, at: 100, text: 'clap', color: '#2a80e2' }]);
  for (let n = 0; n < 30; n++) labels = withLabel(labels, n, undefined);
  expect(labels).toHaveLength(12);
  expect(labels.at(-1)).toMatchObject({ id: 31, at: 29, text: 'a deleted class' });
});
