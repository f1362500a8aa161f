import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../../lib/api';
import type { Answer, Fired, Learning, ProjectView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';
import Watch from './Watch.svelte';

const done = { revision: 1, sentence: '', id: null };
const live = { threshold: 0.6, smoothing: 0.2, hold_off: 0.3 };

function fake(model = 1) {
  const fired = new Set<(event: Fired, answer: Answer) => void>();
  const session = {
    projectId: 'p',
    kind: 'picture',
    project: {
      classes: [
        { id: 'a', name: 'rock', color: '#0c6b70', count: 3 },
        { id: 'b', name: 'paper', color: '#9a4a06', count: 3 },
      ],
      live,
    } as ProjectView,
    learning: {
      status: model ? 'ready' : 'empty',
      model,
      labels: ['a', 'b'],
      sentence: 'Record a take of `rock`.',
    } as Learning,
    answer: null,
    watching: false,
    answers: { fps: 0, latency: 0 },
    sight: { poses: [], missing: null, tip: null },
    classOf: () => undefined,
    correct: vi.fn().mockResolvedValue(7),
    offer: vi.fn(),
    refresh: () => Promise.resolve(),
    look: vi.fn(),
    onFired: (callback: (event: Fired, answer: Answer) => void) => {
      fired.add(callback);
      return () => fired.delete(callback);
    },
  };
  return { session: session as unknown as Session & typeof session, fired };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('Watch', () => {
  it('watches while it is open, and no longer', () => {
    const { session, fired } = fake();
    const { unmount } = render(Watch, { session });
    expect(session.watching).toBe(true);
    expect(fired.size).toBe(1);
    unmount();
    expect(session.watching).toBe(false);
    expect(fired.size).toBe(0);
  });

  it('saves what the controls are moved to, once they rest', async () => {
    const save = vi.spyOn(api, 'setLive').mockResolvedValue(done);
    render(Watch, { session: fake().session });
    const slider = screen.getByRole('slider', { name: 'How sure it must be' });
    for (const value of ['0.7', '0.8', '0.9']) {
      await fireEvent.input(slider, { target: { value } });
      vi.advanceTimersByTime(100);
    }
    expect(save).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(save).toHaveBeenCalledExactlyOnceWith('p', { ...live, threshold: 0.9 });
  });

  it('saves at once what was just moved when it is left', async () => {
    const save = vi.spyOn(api, 'setLive').mockResolvedValue(done);
    const { unmount } = render(Watch, { session: fake().session });
    const slider = screen.getByRole('slider', { name: 'Smoothing' });
    await fireEvent.input(slider, { target: { value: '1' } });
    unmount();
    expect(save).toHaveBeenCalledOnce();
  });

  it('corrects with a click, or the number of the class', async () => {
    const { session } = fake();
    render(Watch, { session });
    await fireEvent.click(screen.getByRole('button', { name: 'This is paper' }));
    expect(session.correct).toHaveBeenLastCalledWith('b');
    await fireEvent.keyDown(window, { key: '1' });
    expect(session.correct).toHaveBeenLastCalledWith('a');
  });

  it('offers to undo a correction at its own revision, and not once something else came', async () => {
    const { session } = fake();
    render(Watch, { session });
    await fireEvent.keyDown(window, { key: '1' });
    await vi.runAllTimersAsync();
    expect(session.offer).toHaveBeenCalledExactlyOnceWith(expect.any(String), 7);
    session.correct.mockResolvedValue(null);
    await fireEvent.keyDown(window, { key: '1' });
    await vi.runAllTimersAsync();
    expect(session.offer).toHaveBeenCalledOnce();
  });

  it('writes down what happened', async () => {
    const { session, fired } = fake();
    render(Watch, { session });
    const event: Fired = { class_id: 'a', kind: 'start', confidence: 0.9, latency: null };
    fired.forEach((call) => call(event, {} as Answer));
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByRole('list', { name: 'What happened' }).textContent).toMatch(/rock\s+began/);
  });

  it('tells an action once and for a moment, and saves when it counts', async () => {
    const acting = { threshold: 0.6, release: 0.3, refractory: 1, rule: 'at-once' as const };
    const { session, fired } = fake();
    const project = { ...session.project, kind: 'clip' as const, acting };
    const answer = { best: 'b', label: null, known: true, probabilities: [0.2, 0.5], poses: [] };
    const acts = { ...session, kind: 'clip', project, answer } as unknown as Session;
    const { container } = render(Watch, { session: acts });
    const shown = () => container.querySelector('[data-certainty]')?.textContent;
    expect(shown()).toContain('Not sure');
    const tell = (event: Partial<Fired>) => {
      const whole = { class_id: 'a', kind: 'start', confidence: 0.8, latency: null, ...event };
      fired.forEach((call) => call(whole as Fired, { captured: 0 } as Answer));
      return vi.advanceTimersByTimeAsync(0);
    };
    await tell({});
    expect(shown()).toMatch(/rock\s*80\s% sure/);
    await tell({ kind: 'stop', latency: 0.12 });
    expect(screen.getAllByRole('listitem').filter((line) => /after its end/.test(line.textContent)))
      .toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1500);
    expect(shown()).toContain('Not sure');

    const save = vi.spyOn(api, 'setActing').mockResolvedValue(done);
    await fireEvent.click(screen.getByRole('radio', { name: 'When it is over' }));
    await vi.advanceTimersByTimeAsync(300);
    expect(save).toHaveBeenCalledExactlyOnceWith('p', { ...acting, rule: 'per-episode' });
  });

  it('asks whether it is wrong only where it has said what it sees', () => {
    const asking = (answer: Partial<Answer>) => {
      const { session } = fake();
      const seen = { best: 'a', label: null, probabilities: [0.9, 0.1], poses: [], ...answer };
      render(Watch, { session: { ...session, answer: seen } as unknown as Session });
      const hidden = screen.getByText(/^\s*Wrong\?/).classList.contains('unasked');
      cleanup();
      return !hidden;
    };
    expect(asking({ known: true, found: true })).toBe(true);
    expect(asking({ known: false, found: true })).toBe(true);
    expect(asking({ known: true, found: false })).toBe(true);
    expect(asking({ known: false, found: false })).toBe(false);
  });

  it('says what to do before there is a model', () => {
    render(Watch, { session: fake(0).session });
    screen.getByRole('heading', { name: 'Nothing to watch for yet' });
    const link = screen.getByRole('link', { name: 'Go to Teach' });
    expect(link.getAttribute('href')).toBe('#/p/p/teach');
  });
});
