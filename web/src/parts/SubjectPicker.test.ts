import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import SubjectPicker from './SubjectPicker.svelte';

afterEach(cleanup);

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const details = () => document.querySelector('details');

test('one of three is chosen, each with what it is good for', async () => {
  const onchange = vi.fn();
  render(SubjectPicker, { value: 'anything', onchange });
  screen.getByRole('group', { name: 'What it looks at' });
  expect(radio('Anything').checked).toBe(true);
  const help = radio('Body').getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(help)?.textContent).toContain('the pose of a person');
  await fireEvent.click(radio('Body'));
  expect(onchange).toHaveBeenLastCalledWith('body');
  await fireEvent.click(radio('Hands'));
  expect(onchange).toHaveBeenLastCalledWith('hands');
});

test('which hands is asked of hands only, and folded away until it is wanted', async () => {
  const onchange = vi.fn();
  const { rerender } = render(SubjectPicker, { value: 'anything', onchange });
  expect(details()).toBeNull();
  await rerender({ value: 'hands', onchange });
  expect(details()?.open).toBe(false);
  expect(details()?.querySelector('summary')?.textContent).toContain('Either hand');
  expect(radio('Either hand').checked).toBe(true);
  await fireEvent.click(radio('Both hands together'));
  expect(onchange).toHaveBeenLastCalledWith('hands-both');
});

test('what is not the usual is seen at once', () => {
  render(SubjectPicker, { value: 'hands-left-right', onchange: vi.fn() });
  expect(details()?.open).toBe(true);
  expect([radio('Hands').checked, radio('Left and right mean different things').checked]).toEqual([
    true,
    true,
  ]);
});

test('whose movements is asked of actions', async () => {
  const onchange = vi.fn();
  render(SubjectPicker, { value: 'actions', whole: true, onchange });
  expect(radio('Actions').checked).toBe(true);
  expect(details()?.querySelector('summary')?.textContent).toContain('The whole picture');
  await fireEvent.click(radio('The body'));
  expect(onchange).toHaveBeenLastCalledWith('actions-body');
});

test('silhouettes are offered where they are what is looked at, or among what is advanced', () => {
  render(SubjectPicker, { value: 'silhouette', onchange: vi.fn() });
  expect(radio('Silhouette').checked).toBe(true);
  cleanup();
  render(SubjectPicker, { value: 'body', whole: true, onchange: vi.fn() });
  expect(screen.queryByRole('radio', { name: 'Silhouette' })).toBeNull();
  cleanup();
  render(SubjectPicker, { value: 'body', old: true, onchange: vi.fn() });
  expect(radio('Silhouette').checked).toBe(false);
});

test('a new project may listen instead; one that looks may not', async () => {
  const onchange = vi.fn();
  const { rerender } = render(SubjectPicker, { value: 'anything', whole: true, onchange });
  await fireEvent.click(radio('Sound'));
  expect(onchange).toHaveBeenLastCalledWith('sound');
  await rerender({ value: 'anything', whole: false, onchange });
  expect(screen.queryByRole('radio', { name: 'Sound' })).toBeNull();
});
