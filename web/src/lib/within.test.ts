import { expect, test } from 'vitest';
import { within } from './within';

test.each([0, 0.5, 1])('%j is within', (value) => expect(within(value, 0, 1)).toBe(true));

test.each([-0.1, 1.1, NaN, '0.5', null, undefined])('%j is not', (value) =>
  expect(within(value, 0, 1)).toBe(false),
);
