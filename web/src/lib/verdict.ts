// What an answer means, in the four ways a person tells apart.
import type { Answer, ClassView, Kind, Learning } from './protocol';

/** `waiting`: nothing was said yet. `unseen`: there is no hand, or no person, to look at.
 * `unknown`: like nothing taught. `unsure`: known, but below the threshold. `sure`: this is it. */
export type Certainty = 'waiting' | 'unseen' | 'unknown' | 'unsure' | 'sure';

export interface Verdict {
  certainty: Certainty;
  /** The most probable class, also when it is not sure; null while waiting. */
  best: ClassView | null;
  /** Of the most probable class, 0..1. */
  confidence: number;
  /** Class id -> 0..1; a class that the model does not know is missing. */
  probabilities: Map<string, number>;
}

const NOTHING: Verdict = {
  certainty: 'waiting',
  best: null,
  confidence: 0,
  probabilities: new Map(),
};

/** Read an answer; one given by a model with other classes than `learning` counts as none. */
export function verdictOf(
  answer: Answer | null,
  learning: Learning | null,
  classes: ClassView[],
  kind: Kind = 'picture',
): Verdict {
  const labels = learning?.labels ?? [];
  if (!answer || labels.length !== answer.probabilities.length) return NOTHING;
  const probabilities = new Map(labels.map((id, i) => [id, answer.probabilities[i] ?? 0]));
  const best = classes.find((one) => one.id === answer.best);
  if (!best) return NOTHING;
  return {
    certainty: certaintyOf(answer, kind === 'clip' && best.role === 'background'),
    best,
    confidence: probabilities.get(best.id) ?? 0,
    probabilities,
  };
}

/**
 * A class may have been taught with no hand in its pictures: then that is known. What is none of
 * the actions may look like `anything`, also like nothing it was shown.
 */
function certaintyOf(answer: Answer, anything: boolean): Certainty {
  if (!answer.known && anything) return 'sure';
  if (!answer.known) return answer.found ? 'unknown' : 'unseen';
  return answer.label === null ? 'unsure' : 'sure';
}

/** 0.941 -> "94 %"; with a narrow no-break space. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u202f%`;
}
