import { api } from './api';
import type { Done } from './protocol';
import { dismiss, toast, toastError } from './toasts.svelte';

/** Changes of a project: each is said, and offered to be undone for as long as it is the last. */
export class Changes {
  #begun = 0; // changes from this tab
  #newest = 0; // the highest revision heard of
  #offered: { toast: number; revision: number } | null = null;

  constructor(
    private readonly projectId: string,
    /** Fetch the project again and return its revision. */
    private readonly fetch: () => Promise<number>,
  ) {}

  undo(revision?: number): Promise<void> {
    return this.#back(api.undo(this.projectId, revision));
  }

  redo(): Promise<void> {
    return this.#back(api.redo(this.projectId));
  }

  /** Change something, show what it says, and offer to undo it; false when it failed. */
  async change(work: Promise<Done>, undoable: boolean): Promise<boolean> {
    this.#begun += 1;
    try {
      const { sentence, revision } = await work;
      this.reached(revision);
      if (undoable && sentence && !this.offer(sentence, revision)) toast(sentence);
      return true;
    } catch (error) {
      toastError(error);
      return false;
    } finally {
      await this.fetch();
    }
  }

  /** The revision made by a change that is not told one; null if another one came with it. */
  async revisionOf(work: Promise<void>): Promise<number | null> {
    const mine = (this.#begun += 1);
    await work;
    const revision = await this.fetch();
    return mine === this.#begun ? revision : null;
  }

  /** Say what made a revision, with Undo; nothing is said once there is a newer one. */
  offer(sentence: string, revision: number): boolean {
    if (revision < this.#newest) return false;
    const run = () => void this.undo(revision);
    this.#offered = { toast: toast(sentence, { action: { label: 'Undo', run } }), revision };
    return true;
  }

  /** The project has come this far: what was offered before can no longer be taken back alone. */
  reached(revision: number): void {
    this.#newest = Math.max(this.#newest, revision);
    if (!this.#offered || this.#offered.revision >= this.#newest) return;
    dismiss(this.#offered.toast);
    this.#offered = null;
  }

  async #back(work: Promise<Done>): Promise<void> {
    this.#begun += 1;
    try {
      const { sentence, revision } = await work;
      this.reached(revision);
      toast(sentence);
    } catch (error) {
      toastError(error);
    }
    await this.fetch();
  }
}
