import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import EventControls from './EventControls.svelte';
import { ACTING, LISTENING, LIVE, type EventSetting } from './event_settings';

afterEach(cleanup);

const live = { threshold: 0.6, smoothing: 0.2, hold_off: 0.3 };
const listening = { threshold: 0.75, overlap: 0.5, suppress_ms: 1500, hits: 1 };
const acting = { threshold: 0.6, release: 0.3, refractory: 1, rule: 'at-once' as const };

/** What is set differs from row to row of the table. */
const shown = (settings: unknown, value: object) => ({
  settings: settings as EventSetting<object>[],
  value,
  onchange: vi.fn(),
});

test.each([
  [LIVE, live, 'How sure it must be', '60\u202f%', 'not sure'],
  [LIVE, live, 'Smoothing', '0.2 s', 'calmer'],
  [LIVE, live, 'Wait between events', '0.3 s', 'begin again'],
  [LISTENING, listening, 'How sure it must be', '75\u202f%', 'probability threshold'],
  [LISTENING, listening, 'How often in a row', 'once', 'consecutive hits'],
  [LISTENING, listening, 'Wait after an event', '1.5 s', 'suppression time'],
  [LISTENING, listening, 'How much it hears again', '50\u202f%', 'overlap factor'],
  [ACTING, acting, 'How sure it must be', '60\u202f%', 'threshold'],
  [ACTING, acting, 'Ready again below', '30\u202f%', 'release'],
  [ACTING, acting, 'Wait after an action', '1 s', 'refractory time'],
])('%#: %s says what it is set to and does', (settings, value, name, text, help) => {
  render(EventControls, shown(settings, value));
  const slider = screen.getByRole('slider', { name });
  expect(slider.getAttribute('aria-valuetext')).toBe(text);
  const told = document.getElementById(slider.getAttribute('aria-describedby') ?? '');
  expect(told?.textContent).toContain(help);
});

test('one value changes, the others stay', async () => {
  const props = shown(LISTENING, listening);
  render(EventControls, props);
  const slider = screen.getByRole('slider', { name: 'How often in a row' });
  await fireEvent.input(slider, { target: { value: '3' } });
  expect(props.onchange).toHaveBeenCalledExactlyOnceWith({ ...listening, hits: 3 });
});
