import { later } from '../../lib/later';
import { toastError } from '../../lib/toasts.svelte';

const SAVE_AFTER = 250; // ms without a move of a control

/** Settings that are changed by sliders and saved a moment later. */
export class Controls<T> {
  // What was chosen holds until it is saved, whatever the server still says meanwhile.
  #chosen = $state.raw<T | null>(null);
  #later = later((next: T) => void this.#send(next), SAVE_AFTER);

  constructor(
    private readonly saved: () => T | null,
    private readonly send: (next: T) => Promise<void>,
  ) {}

  get value(): T | null {
    return this.#chosen ?? this.saved();
  }

  change(next: T): void {
    this.#chosen = next;
    this.#later(next);
  }

  /** Save at once what still waits. */
  save(): void {
    this.#later.now();
  }

  async #send(next: T): Promise<void> {
    await this.send(next).catch(toastError);
    if (this.#chosen === next) this.#chosen = null;
  }
}
