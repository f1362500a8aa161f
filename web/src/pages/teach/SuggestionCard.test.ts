import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { LEARNING } from '../../../testing/fake_socket';
import { api } from '../../lib/api';
import type { Done, ProjectView, Subject } from '../../lib/protocol';
import { dismissAll, toasts } from '../../lib/toasts.svelte';
import SuggestionCard from './SuggestionCard.svelte';

const SENTENCE = 'I can see a hand in every example: recognise it by its pose?';
const DONE = { revision: 1, sentence: '', id: null };

afterEach(() => {
  cleanup();
  dismissAll();
  vi.restoreAllMocks();
});

function sessionWith(subject: Subject | null, works = true) {
  const suggestion = subject && { subject, sentence: SENTENCE };
  return {
    projectId: 'p',
    project: { subject: 'anything' } as ProjectView,
    learning: { ...LEARNING, suggestion },
    change: (work: Promise<Done>) => work.then(() => works),
  };
}

const region = () => screen.queryByRole('region', { name: 'Suggestion: what to look at' });
const button = (name: string) => screen.getByRole('button', { name });

test('yes switches what is looked at, and the suggestion goes at once', async () => {
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(DONE);
  render(SuggestionCard, { session: sessionWith('hands') });
  expect(region()?.textContent).toContain(SENTENCE);
  await fireEvent.click(button('Yes, use hands'));
  expect(change).toHaveBeenCalledExactlyOnceWith('p', { subject: 'hands' });
  expect(region()).toBeNull();
});

test('after yes one can go back to what was looked at before', async () => {
  const change = vi.spyOn(api, 'changeProject').mockResolvedValue(DONE);
  render(SuggestionCard, { session: sessionWith('hands') });
  await fireEvent.click(button('Yes, use hands'));
  await vi.waitFor(() => expect(toasts()).toHaveLength(1));
  const [said] = toasts();
  expect([said?.sentence, said?.action?.label]).toEqual(['Now looking at hands.', 'Undo']);
  said?.action?.run();
  expect(change).toHaveBeenLastCalledWith('p', { subject: 'anything' });
});

test('a switch that failed is not said to be one', async () => {
  vi.spyOn(api, 'changeProject').mockResolvedValue(DONE);
  render(SuggestionCard, { session: sessionWith('hands', false) });
  await fireEvent.click(button('Yes, use hands'));
  await vi.waitFor(() => expect(region()).not.toBeNull());
  expect(toasts()).toEqual([]);
});

test('not now is told to the server; a later suggestion is shown again', async () => {
  const dismiss = vi.spyOn(api, 'dismissSuggestion').mockResolvedValue(DONE);
  const { rerender } = render(SuggestionCard, { session: sessionWith('hands') });
  await fireEvent.click(button('Not now'));
  expect(dismiss).toHaveBeenCalledExactlyOnceWith('p');
  await rerender({ session: sessionWith(null) });
  await rerender({ session: sessionWith('body') });
  expect(button('Yes, use the body')).toBeTruthy();
});

test('an answer that fails can be given again', async () => {
  vi.spyOn(api, 'dismissSuggestion').mockResolvedValue(DONE);
  render(SuggestionCard, { session: sessionWith('hands', false) });
  await fireEvent.click(button('Not now'));
  await vi.waitFor(() => expect(region()).not.toBeNull());
});

test('a screen reader says it when it comes, without being interrupted', async () => {
  const { container, rerender } = render(SuggestionCard, { session: sessionWith(null) });
  const live = container.querySelector('[aria-live=polite]');
  expect([live?.textContent, region()]).toEqual(['', null]);
  await rerender({ session: sessionWith('hands-both') });
  expect(live?.textContent).toBe(SENTENCE);
  expect(button('Yes, use both hands')).toBeTruthy();
});
