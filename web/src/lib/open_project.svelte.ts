import { api, ApiError } from './api';
import type { ClassView, Learning, ProjectView, Saved } from './protocol';
import { Soon } from './soon';

const REFRESH_EVERY = 300; // ms, at most: a recording changes the project with every frame

/** A project as the page knows it: what it holds and has learned, fetched again when it changes. */
export class OpenProject {
  view = $state<ProjectView | null>(null);
  learning = $state<Learning | null>(null);
  /** Whether it looks at its pictures again, because it looks at something else now. */
  again = $state(false);
  /** Why it can't be shown. */
  problem = $state<string | null>(null);

  #soon = new Soon(REFRESH_EVERY, () => void this.refresh());
  #fetching: Promise<void> | null = null;

  constructor(
    private readonly id: string,
    /** Called with the revision whenever it was fetched. */
    private readonly reached: (revision: number) => void,
  ) {}

  classOf(id: string): ClassView | undefined {
    return this.view?.classes.find((entry) => entry.id === id);
  }

  refresh(): Promise<void> {
    this.#fetching ??= this.fetch().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  /** Refresh before long, once for all that ask meanwhile. */
  refreshSoon(): void {
    this.#soon.ask();
  }

  learned(learning: Learning): void {
    this.learning = learning;
    if (learning.status !== 'learning') this.again = false;
  }

  /** A frame is on disk: counted at once, the rest is fetched later. */
  saved(saved: Saved): void {
    const shown = this.classOf(saved.class_id);
    if (!shown) return;
    shown.count = saved.class_count;
    shown.cover = saved.example;
  }

  close(): void {
    this.#soon.cancel();
  }

  /** Fetch it, also while it is being fetched: something has changed just now. */
  async fetch(): Promise<void> {
    try {
      const view = await api.project(this.id);
      if (this.view && view.revision < this.view.revision) return;
      if (this.view && view.subject !== this.view.subject) this.again = true;
      this.view = view;
      this.reached(view.revision);
      this.problem = null;
    } catch (error) {
      // A server that can't be reached is told by the connection.
      if (error instanceof ApiError && error.status > 0) this.problem = error.message;
    }
  }
}
