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

test('a new project may listen instead; one that looks may not', async () => {
  const onchange = vi.fn();
  const { rerender } = render(SubjectPicker, { value: 'anything', sound: true, onchange });
  await fireEvent.click(radio('Sound'));
  expect(onchange).toHaveBeenLastCalledWith('sound');
  await rerender({ value: 'anything', sound: false, onchange });
  expect(screen.queryByRole('radio', { name: 'Sound' })).toBeNull();
});
