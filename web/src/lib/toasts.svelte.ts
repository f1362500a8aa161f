const SHOWN_MS = 6000;
const MOST = 3;

export interface ToastOptions {
  action?: { label: string; run: () => void };
  kind?: 'info' | 'bad';
}

export interface Toast extends ToastOptions {
  id: number;
  sentence: string;
}

let last = 0;
const shown = $state<Toast[]>([]);
const places = $state<symbol[]>([]);

/** What is on the screen, oldest first. */
export function toasts(): readonly Toast[] {
  return shown;
}

/** Say something for a few seconds; with an action (Undo) it can be answered. */
export function toast(sentence: string, options: ToastOptions = {}): void {
  const id = ++last;
  const same = shown.findIndex((entry) => entry.sentence === sentence);
  if (same >= 0) shown.splice(same, 1);
  shown.push({ id, sentence, ...options });
  if (shown.length > MOST) shown.shift();
  setTimeout(() => dismiss(id), options.kind === 'bad' ? SHOWN_MS * 2 : SHOWN_MS);
}

export function dismiss(id: number): void {
  const index = shown.findIndex((entry) => entry.id === id);
  if (index >= 0) shown.splice(index, 1);
}

/** Show why something failed; what was cancelled by the user needs no words. */
export function toastError(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  toast(error instanceof Error ? error.message : String(error), { kind: 'bad' });
}

/**
 * Offer a place to show toasts, and say whether they are shown there: in the newest place, since
 * what lies behind an open dialog can't be clicked.
 */
export class ToastPlace {
  readonly #id = Symbol();

  get current(): boolean {
    return places.at(-1) === this.#id;
  }

  open(): () => void {
    places.push(this.#id);
    return () => void places.splice(places.indexOf(this.#id), 1);
  }
}
