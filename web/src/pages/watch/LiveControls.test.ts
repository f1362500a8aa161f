import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import LiveControls from './LiveControls.svelte';

afterEach(cleanup);

const live = { threshold: 0.6, smoothing: 0.2, hold_off: 0.3 };

it('says what each control is set to and does', () => {
  render(LiveControls, { live, onchange: vi.fn() });
  const sure = screen.getByRole('slider', { name: 'How sure it must be' });
  expect(sure.getAttribute('aria-valuetext')).toBe('60\u202f%');
  const help = document.getElementById(sure.getAttribute('aria-describedby') ?? '');
  expect(help?.textContent).toContain('not sure');
  screen.getByRole('slider', { name: 'Smoothing' });
  screen.getByRole('slider', { name: 'Wait between events' });
});

it('changes one value and keeps the others', async () => {
  const onchange = vi.fn();
  render(LiveControls, { live, onchange });
  const slider = screen.getByRole('slider', { name: 'Smoothing' });
  await fireEvent.input(slider, { target: { value: '0.5' } });
  expect(onchange).toHaveBeenCalledExactlyOnceWith({ ...live, smoothing: 0.5 });
});
