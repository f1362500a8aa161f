import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClassView } from '../../lib/protocol';
import type { Certainty } from '../../lib/verdict';
import Winner from './Winner.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const best = { id: 'a', name: 'rock', color: '#0c6b70' } as ClassView;

function props(certainty: Certainty, confidence = 0.94) {
  const verdict = { certainty, best, confidence, probabilities: new Map<string, number>() };
  const told = { missing: "I can't see a hand", tip: null as string | null };
  const words = { waiting: 'Show it something.', strange: 'It looks new.', idle: 'Nothing to do' };
  return { verdict, threshold: 0.6, ...words, ...told };
}

it('tells apart what is sure, not sure, and like nothing it knows', async () => {
  const { rerender, container } = render(Winner, props('sure'));
  const shown = () => container.querySelector('[data-certainty]')?.textContent;
  expect(shown()).toContain('rock');
  expect(shown()).toContain('94\u202f% sure');
  await rerender(props('unsure', 0.52));
  expect(shown()).toContain('Not sure');
  expect(shown()).toContain('Perhaps rock, 52\u202f%. It must be 60\u202f% sure.');
  await rerender(props('unknown'));
  expect(shown()).toContain('Nothing I know');
  expect(shown()).not.toContain('rock');
  await rerender(props('unseen'));
  expect(shown()).toMatch(/^\s*I can't see a hand\s*$/);
  await rerender({ ...props('unseen'), tip: 'Hold your hand in the picture.' });
  expect(shown()).toContain('Hold your hand in the picture.');
  await rerender(props('waiting'));
  expect(shown()).toContain('Show it something.');
});

it('is calm about what is to be ignored', async () => {
  const ignored = (certainty: Certainty) => {
    const given = props(certainty, 0.99);
    const other = { ...best, name: 'other', role: 'background' } as ClassView;
    return { ...given, verdict: { ...given.verdict, best: other } };
  };
  const { rerender, container } = render(Winner, ignored('sure'));
  const title = () => container.querySelector('.big')!;
  expect(title().textContent).toBe('Nothing to do');
  expect(title().classList).toContain('quiet');
  expect(container.querySelector('.sure')).toBeNull();
  expect(container.querySelector('.line')?.textContent).toBe('other, 99\u202f% sure');
  await rerender(ignored('unsure'));
  expect(title().textContent).toBe('Not sure');
  expect(container.querySelector('.line')?.textContent).toContain('Perhaps other');
});

it('lets a screen reader say only what stays', async () => {
  const { rerender, container } = render(Winner, props('sure'));
  const said = () => container.querySelector('[aria-live]')?.textContent;
  await vi.advanceTimersByTimeAsync(400);
  expect(said()).toBe('');
  await rerender(props('unknown'));
  await vi.advanceTimersByTimeAsync(400);
  expect(said()).toBe('');
  await vi.advanceTimersByTimeAsync(400);
  expect(said()).toBe('Nothing I know');
  expect(screen.getAllByText('Nothing I know')).toHaveLength(2);
});
