import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Learning, Step } from '../../lib/protocol';
import { Curve } from './curve.svelte';
import TrainingPanel from './TrainingPanel.svelte';

afterEach(cleanup);

function step(epoch: number, batch: number, loss = 0.5): Step {
  return { epoch, epochs: 2, batch, batches: 3, loss, accuracy: 0.75 };
}

function show(steps: Step[], learning: Partial<Learning>, curved = true) {
  const curve = new Curve();
  steps.forEach((one) => curve.add(one));
  const oncancel = vi.fn();
  const told = { status: 'ready', by_hand: true, sentence: '', ...learning } as Learning;
  return { oncancel, ...render(TrainingPanel, { curve, learning: told, curved, oncancel }) };
}

describe('TrainingPanel', () => {
  it('shows how far it is, and can be cancelled', async () => {
    const { oncancel } = show([step(1, 1), step(1, 2)], { status: 'learning' });
    screen.getByText('Epoch 1 of 2, batch 2 of 3');
    const bar = screen.getByRole('progressbar', { name: 'Training' });
    expect(bar.getAttribute('aria-valuenow')).toBe('33');
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(oncancel).toHaveBeenCalledOnce();
  });

  it('draws the cost and tells its last value', () => {
    show([step(1, 1, 1.4), step(2, 3, 0.12)], {});
    const cost = screen.getByRole('img', { name: /^Cost/ });
    expect(cost.getAttribute('aria-label')).toBe('Cost: from 1.4 to 0.12, over 6 batches');
    expect(screen.getByRole('status').textContent).toMatch(/After 6 batches the cost is 0.12/);
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it('says that it was cancelled, or why it failed', () => {
    show([step(1, 2)], {});
    expect(screen.getByRole('status').textContent).toContain('Cancelled after 2 batches');
    cleanup();
    const sentence = 'Training ran away to infinity; choose a smaller learning rate.';
    show([step(1, 2)], { status: 'failed', sentence });
    expect(screen.getByRole('alert').textContent).toContain('ran away to infinity');
  });

  it('draws nothing for what learns in one go', () => {
    show([], { status: 'learning' }, false);
    screen.getByText('Learning…');
    expect(screen.queryByRole('img')).toBeNull();
  });
});
