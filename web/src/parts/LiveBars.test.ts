import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Learning, ProjectView } from '../lib/protocol';
import LiveBars from './LiveBars.svelte';

afterEach(cleanup);

const project = {
  subject: 'hands',
  classes: [
    { id: 'a', name: 'rock', color: '#0c6b70', count: 4 },
    { id: 'b', name: 'paper', color: '#9a4a06', count: 4 },
    { id: 'c', name: 'new', color: '#1d6f42', count: 0 },
  ],
  live: { threshold: 0.6, smoothing: 0.2, hold_off: 0.3 },
} as ProjectView;
const learning = { labels: ['a', 'b'], model: 1 } as Learning;
const sure = {
  probabilities: [0.08, 0.92],
  best: 'b',
  label: 'b',
  known: true,
  novelty: 0.1,
  found: true,
  poses: [{ kind: 'hand', points: [], side: 'left' }],
} as unknown as Answer;

function bars(answer: Answer | null, onpick?: (id: string) => void) {
  return render(LiveBars, { session: { project, learning, answer }, onpick });
}
const row = (name: string) => screen.getByRole('meter', { name }).closest('li');

describe('LiveBars', () => {
  it('draws the share of every class and stresses the winner', () => {
    bars(sure);
    const paper = screen.getByRole('meter', { name: 'paper' });
    expect(paper.getAttribute('aria-valuenow')).toBe('92');
    expect(paper.querySelector<HTMLElement>('.fill')?.style.transform).toBe('scaleX(0.920)');
    expect(row('paper')?.classList).toContain('winner');
    expect(row('rock')?.classList).not.toContain('winner');
    expect(row('new')?.textContent).toContain('no examples');
  });

  it('stresses no class when it sees nothing it knows, or is not sure', async () => {
    const { rerender } = bars({ ...sure, label: null, known: false });
    expect(row('paper')?.classList).not.toContain('winner');
    expect(screen.getByText('Nothing I know').closest('li')?.classList).toContain('winner');
    await rerender({ session: { project, learning, answer: { ...sure, label: null } } });
    expect(row('paper')?.classList).not.toContain('winner');
    expect(screen.getByText('Nothing I know').closest('li')?.classList).not.toContain('winner');
  });

  it('says that it can not see a hand, which is not the same', () => {
    bars({ ...sure, label: null, known: false, found: false, poses: [] });
    const told = screen.getByText("I can't see a hand").closest('li');
    expect(told?.getAttribute('aria-hidden')).toBe('false');
    expect(told?.classList).not.toContain('winner');
    expect(row('paper')?.textContent).toContain('–'); // of nothing there is no share
    expect(row('paper')?.classList).not.toContain('winner');
    expect(screen.queryByText('Nothing I know')).toBeNull();
  });

  it('leaves it to what is beside it to say that, where there is something', () => {
    const answer = { ...sure, label: null, known: false, found: false, poses: [] };
    render(LiveBars, { session: { project, learning, answer }, told: true });
    expect(screen.queryByText("I can't see a hand")).toBeNull();
    const last = screen.getByText('Nothing I know').closest('li');
    expect([last?.getAttribute('aria-hidden'), last?.className]).toEqual([
      'true',
      expect.not.stringMatching(/winner|unseen/),
    ]);
    expect(row('paper')?.textContent).toContain('–');
  });

  it('says nothing before the first answer', () => {
    bars(null);
    expect(screen.getByRole('meter', { name: 'rock' }).getAttribute('aria-valuenow')).toBe('0');
    expect(row('rock')?.textContent).toContain('–');
  });

  it('lets a class be picked where that is asked for', async () => {
    const { unmount } = bars(sure);
    expect(screen.queryByRole('button')).toBeNull();
    unmount();
    const onpick = vi.fn();
    bars(sure, onpick);
    await fireEvent.click(screen.getByRole('button', { name: 'This is rock' }));
    expect(onpick).toHaveBeenCalledExactlyOnceWith('a');
  });
});
