import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { ClassView } from '../../lib/protocol';
import EventLog from './EventLog.svelte';
import type { Line } from './log';

afterEach(cleanup);

const classes = [{ id: 'a', name: 'rock', color: '#0c6b70' }] as ClassView[];
const at = new Date(2026, 0, 2, 4, 5, 6);

it('tells what began and ended, also of a class that is gone', () => {
  const lines: Line[] = [
    { id: 3, at, classId: 'gone', kind: 'start', confidence: 0.7 },
    { id: 2, at, classId: 'a', kind: 'stop', confidence: 0.4 },
    { id: 1, at, classId: 'a', kind: 'start', confidence: 0.9 },
  ];
  render(EventLog, { lines, classes, onclear: vi.fn() });
  const said = screen.getAllByRole('listitem').map((item) => item.textContent?.trim());
  expect(said[0]).toMatch(/04:05:06.*a deleted class\s+began.*70/);
  expect(said[1]).toMatch(/rock\s+ended$/);
  expect(said[2]).toMatch(/rock\s+began.*90/);
});

it('can be cleared, and explains itself when empty', async () => {
  const onclear = vi.fn();
  const line: Line = { id: 1, at, classId: 'a', kind: 'start', confidence: 1 };
  const { rerender } = render(EventLog, { lines: [line], classes, onclear });
  await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(onclear).toHaveBeenCalledOnce();
  await rerender({ lines: [], classes, onclear });
  screen.getByText('When it is sure of something, that is written down here.');
});
