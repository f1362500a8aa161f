// What training by hand said after every batch, kept while the project is open.
import type { Step } from '../../lib/protocol';

interface Stepping {
  onStep(callback: (step: Step) => void): () => void;
}

export class Curve {
  /** How many batches before and with this one, and what each cost; they grow in place. */
  readonly batches: number[] = [];
  readonly costs: number[] = [];
  /** From 1; and the share of right answers while it was gone through, in percent. */
  readonly epochs: number[] = [];
  readonly accuracies: number[] = [];
  /** Changes whenever the others do. */
  count = $state(0);
  latest = $state.raw<Step | null>(null);

  private heard = 0; // batches of the epoch under way

  add(step: Step): void {
    const batch = (step.epoch - 1) * step.batches + step.batch;
    if (batch <= (this.batches.at(-1) ?? 0)) this.clear();
    this.batches.push(batch);
    this.costs.push(step.loss);
    if (this.epochs.at(-1) !== step.epoch) {
      this.epochs.push(step.epoch);
      this.accuracies.push(0);
      this.heard = 0;
    }
    this.heard += 1;
    const last = this.accuracies.length - 1;
    const mean = this.accuracies[last] ?? 0;
    this.accuracies[last] = mean + (step.accuracy * 100 - mean) / this.heard;
    this.latest = step;
    this.count = this.batches.length;
  }

  clear(): void {
    for (const list of [this.batches, this.costs, this.epochs, this.accuracies]) list.length = 0;
    this.heard = 0;
    this.count = 0;
    this.latest = null;
  }

  /** How much of the training is done, 0..1. */
  get progress(): number {
    const step = this.latest;
    if (!step) return 0;
    return ((step.epoch - 1) * step.batches + step.batch) / (step.epochs * step.batches);
  }
}

const curves = new WeakMap<Stepping, Curve>();

/** The curve of a session: the same one whenever the page is opened again. */
export function curveOf(session: Stepping): Curve {
  let curve = curves.get(session);
  if (!curve) {
    const fresh = new Curve();
    session.onStep((step) => fresh.add(step));
    curves.set(session, fresh);
    curve = fresh;
  }
  return curve;
}
