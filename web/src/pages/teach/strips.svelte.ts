import { api } from '../../lib/api';
import { barOf, peakOf } from '../../lib/loudness.svelte';
import type { TakeView } from '../../lib/protocol';
import { Soon } from '../../lib/soon';
import type { RecordedSound } from '../../lib/sound_recording';

const MOST = 8; // as many as the widest card shows
const LOAD_AFTER = 200; // ms: changes come in bursts

/** The last recordings of a class: the server's, and the one that is being made. */
export class Strips {
  list = $state.raw<TakeView[]>([]);
  /** How loud it was, block by block, in the take that the server does not show yet. */
  levels = $state.raw<readonly number[]>([]);
  /** Seconds of that take. */
  seconds = $state(0);

  #own: string | null = null; // that take
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

  /** Some sound of this class was just recorded. */
  add({ take, samples, rate }: RecordedSound): void {
    if (take !== this.#own) this.#begin(take);
    this.levels = [...this.levels, barOf(peakOf(samples))];
    this.seconds += samples.length / rate;
  }

  close(): void {
    this.#soon.cancel();
  }

  #begin(take: string | null): void {
    this.#own = take;
    this.levels = [];
    this.seconds = 0;
  }

  async #load(): Promise<void> {
    try {
      const takes = await api.takes(this.projectId, this.classId);
      this.list = takes.filter(({ id }) => id !== this.#own).slice(0, MOST);
      if (takes.length === this.list.length) return;
      this.list = takes.slice(0, MOST);
      this.#begin(null);
    } catch {
      // What is shown stays; the session tells when the studio can't be reached.
    }
  }
}
