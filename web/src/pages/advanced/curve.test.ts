import { describe, expect, it } from 'vitest';
import type { Step } from '../../lib/protocol';
import { Curve, curveOf } from './curve.svelte';

function step(epoch: number, batch: number, loss = 1, accuracy = 0.5): Step {
  return { epoch, epochs: 2, batch, batches: 3, loss, accuracy };
}

describe('Curve', () => {
  it('counts batches through the epochs, and averages accuracy over each', () => {
    const curve = new Curve();
    curve.add(step(1, 1, 1.4, 0));
    curve.add(step(1, 2, 1.2, 1));
    curve.add(step(2, 1, 0.9, 1));
    expect(curve.batches).toEqual([1, 2, 4]);
    expect(curve.costs).toEqual([1.4, 1.2, 0.9]);
    expect(curve.epochs).toEqual([1, 2]);
    expect(curve.accuracies).toEqual([50, 100]);
    expect(curve.count).toBe(3);
    expect(curve.progress).toBeCloseTo(4 / 6);
  });

  it('starts anew with the next training', () => {
    const curve = new Curve();
    curve.add(step(2, 3));
    curve.add(step(1, 1, 7));
    expect(curve.costs).toEqual([7]);
    expect(curve.epochs).toEqual([1]);
    expect(new Curve().progress).toBe(0);
  });

  it('is one per session, and listens once', () => {
    const callbacks: ((step: Step) => void)[] = [];
    const session = {
      onStep: (callback: (step: Step) => void) => {
        callbacks.push(callback);
        return () => undefined;
      },
    };
    const curve = curveOf(session);
    expect(curveOf(session)).toBe(curve);
    expect(callbacks).toHaveLength(1);
    callbacks[0]?.(step(1, 1));
    expect(curve.count).toBe(1);
  });
});
