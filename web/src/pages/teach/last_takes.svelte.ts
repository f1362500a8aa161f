import { api } from '../../lib/api';
import type { TakeView } from '../../lib/protocol';
import { Soon } from '../../lib/soon';

const MOST = 8; // as many as the widest card shows
const LOAD_AFTER = 200; // ms: changes come in bursts

/** The last takes of a class: the server's, and the one that is being made. */
export class LastTakes {
  list = $state.raw<TakeView[]>([]);
  /** The take made in this page that the server does not show yet. */
  own = $state<string | null>(null);

  #asked = false;
  #soon = new Soon(LOAD_AFTER, () => void this.#load());

  constructor(
    private readonly projectId: string,
    private readonly classId: string,
  ) {}

  /** Fetch the last ones: the first time at once, then soon. */
  load(): void {
    if (this.#asked) return this.#soon.ask();
    this.#asked = true;
    void this.#load();
  }

  /** Some of a take of this class was just recorded; say whether it is the first of it. */
  making(take: string): boolean {
    if (take === this.own) return false;
    this.own = take;
    return true;
  }

  close(): void {
    this.#soon.cancel();
  }

  async #load(): Promise<void> {
    try {
      const takes = await api.takes(this.projectId, this.classId);
      const others = takes.filter(({ id }) => id !== this.own);
      if (others.length < takes.length) this.own = null;
      this.list = takes.slice(0, MOST);
    } catch {
      // What is shown stays; the session tells when the studio can't be reached.
    }
  }
}
