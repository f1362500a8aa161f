import { expect, test } from 'vitest';
import { inOrder } from './event_settings';

const ACTING = { threshold: 0.5, release: 0.3, refractory: 1, rule: 'at-once' } as const;

test('a threshold that is moved takes the release with it, and so the other way', () => {
  expect(inOrder(ACTING, { ...ACTING, threshold: 0.2 })).toMatchObject({ release: 0.2 });
  expect(inOrder(ACTING, { ...ACTING, release: 0.7 })).toMatchObject({ threshold: 0.7 });
  expect(inOrder(ACTING, { ...ACTING, threshold: 0.4 })).toMatchObject({ release: 0.3 });
});
