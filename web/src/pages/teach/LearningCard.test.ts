import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { LEARNING } from '../../../testing/fake_socket';
import { MEDIUMS } from '../../lib/mediums';
import type { Learning } from '../../lib/protocol';
import LearningCard from './LearningCard.svelte';

afterEach(cleanup);

const medium = MEDIUMS.picture;

const LOOKING: Learning = {
  ...LEARNING,
  status: 'learning',
  sentence: 'Looking at 234 pictures.',
  done: 1,
  total: 234,
};
const bar = () => screen.getByRole('progressbar', { hidden: true });
const width = () => bar().querySelector<HTMLElement>('.bar')!.style.transform;
const seen = () =>
  [...document.querySelectorAll('p:not(.visually-hidden)')].map((p) => p.textContent?.trim());

test('how many were looked at is said once, and the bar is as far', async () => {
  const { rerender } = render(LearningCard, { learning: LOOKING, again: true, medium });
  expect(screen.getByRole('heading').textContent?.trim()).toBe('Looking at your pictures again…');
  expect(seen()).toEqual(['1 of 234 pictures']);
  expect(width()).toBe(`scaleX(${1 / 234})`);
  await rerender({ learning: { ...LOOKING, done: 117 }, again: true, medium });
  expect([seen(), width()]).toEqual([['117 of 234 pictures'], 'scaleX(0.5)']);
  expect(bar().getAttribute('aria-valuenow')).toBe('50');
});

test('a bar that could not be told begins anew when it can', async () => {
  const unknown = { ...LOOKING, sentence: 'Learning from your pictures.', done: null, total: null };
  const { rerender } = render(LearningCard, { learning: unknown, again: true, medium });
  expect(screen.getByRole('heading').textContent?.trim()).toBe('Learning');
  expect(seen()).toEqual(['Learning from your pictures.']);
  const wandering = bar().firstElementChild;
  expect(wandering?.classList.contains('waiting')).toBe(true);
  await rerender({ learning: LOOKING, again: true, medium });
  expect(bar().firstElementChild).not.toBe(wandering); // or it would shrink from a third
});
