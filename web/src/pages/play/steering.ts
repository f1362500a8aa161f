import { toGameEvent, type Mapping } from '../../games/mapping';
import type { GameEvent } from '../../games/types';
import type { Answer, Fired } from '../../lib/protocol';

/** Turns what is recognised into events for whichever game listens. */
export class Steering {
  #listeners = new Set<(event: GameEvent) => void>();
  #heard = false;

  /** `mapping` gives the mapping that counts now. */
  constructor(private readonly mapping: () => Mapping) {}

  listen = (callback: (event: GameEvent) => void): (() => void) => {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  };

  fired(event: Fired): void {
    this.#heard = true;
    const move = toGameEvent(event, this.mapping());
    if (move) for (const call of this.#listeners) call(move);
  }

  /** What was already going on when the page opened has no start of its own: the label tells. */
  answered(answer: Answer): void {
    if (this.#heard || answer.label === null) return;
    this.fired({ class_id: answer.label, kind: 'start', confidence: 1 });
  }
}
