import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import ListeningControls from './ListeningControls.svelte';

afterEach(cleanup);

const listening = { threshold: 0.75, overlap: 0.5, suppress_ms: 1500, hits: 1 };

test.each([
  ['How sure it must be', '75\u202f%', 'probability threshold'],
  ['How often in a row', 'once', 'consecutive hits'],
  ['Wait after an event', '1.5 s', 'suppression time'],
  ['How much it hears again', '50\u202f%', 'overlap factor'],
])('%s says what it is set to, and its usual name', (name, text, usual) => {
  render(ListeningControls, { listening, onchange: vi.fn() });
  const slider = screen.getByRole('slider', { name });
  expect(slider.getAttribute('aria-valuetext')).toBe(text);
  const help = document.getElementById(slider.getAttribute('aria-describedby') ?? '');
  expect(help?.textContent).toContain(usual);
});

test('one value changes, the others stay', async () => {
  const onchange = vi.fn();
  render(ListeningControls, { listening, onchange });
  const slider = screen.getByRole('slider', { name: 'How often in a row' });
  await fireEvent.input(slider, { target: { value: '3' } });
  expect(onchange).toHaveBeenCalledExactlyOnceWith({ ...listening, hits: 3 });
});
