import type { Mapping } from '../../games/mapping';
import type { GameEvent } from '../../games/types';
import type { Answer, Fired, Kind } from '../../lib/protocol';

/** Turns what is recognised into events for whichever game listens. */
export class Steering {
  #listeners = new Set<(event: GameEvent) => void>();
  #heard = false;
  /** Classes that have started and not stopped. */
  #going = new Set<string>();

  /** `mapping` gives the mapping that counts now, `nameOf` the name of a class. */
  constructor(
    private readonly mapping: () => Mapping,
    private readonly nameOf: (classId: string) => string,
    private readonly kind: () => Kind,
  ) {}

  listen = (callback: (event: GameEvent) => void): (() => void) => {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  };

  /** Something begins or ends that was seen or heard at a time of the page's clock (ms). */
  fired({ class_id, kind }: Pick<Fired, 'class_id' | 'kind'>, at: number): void {
    this.#heard = true;
    if (kind === 'start') this.#going.add(class_id);
    else this.#going.delete(class_id);
    const move = this.mapping()[class_id];
    if (!move) return;
    const event = { move, kind, said: this.nameOf(class_id), at };
    for (const call of this.#listeners) call(event);
  }

  /**
   * What was already going on when the page opened has no start of its own: the label tells.
   *
   * Of sounds and actions it does not: one window is no event, and what is in it would count twice.
   */
  answered(answer: Answer): void {
    if (this.#heard || answer.label === null || this.kind() !== 'picture') return;
    this.fired({ class_id: answer.label, kind: 'start' }, answer.captured);
  }

  /** No answers come any more, so that nobody will say when what is going on ends. */
  lost(): void {
    for (const class_id of this.#going) this.fired({ class_id, kind: 'stop' }, performance.now());
  }
}
