const SHOWN_MS = 4000;
const ANSWERED_MS = 8000; // there is something to press, or a problem to understand
const MOST = 2;

export interface ToastOptions {
  action?: { label: string; run: () => void };
  kind?: 'info' | 'bad';
}

export interface Toast extends ToastOptions {
  id: number;
  sentence: string;
}

interface Clock {
  left: number; // ms
  since: number; // ms, as performance.now()
  timer: ReturnType<typeof setTimeout> | undefined;
}

let last = 0;
let paused = false;
const clocks = new Map<number, Clock>();
const shown = $state<Toast[]>([]);
const places = $state<symbol[]>([]);

/** What is on the screen, oldest first. */
export function toasts(): readonly Toast[] {
  return shown;
}

/**
 * Say something for a few seconds; with an action (Undo) it can be answered.
 *
 * It takes the place of what was said of the same kind; only what can be answered stays beside it.
 */
export function toast(sentence: string, options: ToastOptions = {}): number {
  const id = ++last;
  const said = { id, sentence, ...options };
  const replaced = shown.filter(
    (entry) => entry.sentence === sentence || (!said.action && kindOf(entry) === kindOf(said)),
  );
  for (const entry of replaced) dismiss(entry.id);
  shown.push(said);
  if (shown.length > MOST) dismiss(shown[0]!.id);
  const left = kindOf(said) === 'info' ? SHOWN_MS : ANSWERED_MS;
  clocks.set(id, { left, since: 0, timer: undefined });
  if (!paused) start(id);
  return id;
}

export function dismiss(id: number): void {
  clearTimeout(clocks.get(id)?.timer);
  clocks.delete(id);
  const index = shown.findIndex((entry) => entry.id === id);
  if (index >= 0) shown.splice(index, 1);
}

/** Take all of them away, as when what they are about is left. */
export function dismissAll(): void {
  for (const { id } of [...shown]) dismiss(id);
}

/** Let them stay, while they are pointed at or have the focus. */
export function pause(): void {
  if (paused) return;
  paused = true;
  for (const clock of clocks.values()) {
    clearTimeout(clock.timer);
    clock.left -= performance.now() - clock.since;
  }
}

/** Let their time run on. */
export function resume(): void {
  if (!paused) return;
  paused = false;
  for (const id of clocks.keys()) start(id);
}

/** Show why something failed; what was cancelled by the user needs no words. */
export function toastError(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  toast(error instanceof Error ? error.message : String(error), { kind: 'bad' });
}

function kindOf(entry: ToastOptions): 'answer' | 'info' | 'bad' {
  return entry.action ? 'answer' : (entry.kind ?? 'info');
}

function start(id: number): void {
  const clock = clocks.get(id);
  if (!clock) return;
  clock.since = performance.now();
  clock.timer = setTimeout(() => dismiss(id), clock.left);
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
