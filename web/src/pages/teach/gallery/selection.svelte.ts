import { SvelteSet } from 'svelte/reactivity';

interface Keys {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Which examples are chosen, as in a file manager. */
export class Selection {
  readonly chosen = new SvelteSet<string>();
  /** The example that keys act on, by its place. */
  active = $state(-1);
  #anchor = 0; // where a range begins

  constructor(private readonly order: () => readonly string[]) {}

  get size(): number {
    return this.chosen.size;
  }

  /** In the order of the gallery. */
  get ids(): string[] {
    return this.order().filter((id) => this.chosen.has(id));
  }

  /** Choose one, add one with Ctrl, or everything up to it with Shift. */
  pick(index: number, keys: Keys): void {
    const id = this.order()[index];
    if (id === undefined) return;
    if (keys.shiftKey) {
      this.#range(index);
    } else if (keys.ctrlKey || keys.metaKey) {
      this.toggle(index);
    } else {
      this.chosen.clear();
      this.chosen.add(id);
      this.#anchor = index;
    }
    this.active = index;
  }

  toggle(index: number): void {
    const id = this.order()[index];
    if (id === undefined) return;
    if (!this.chosen.delete(id)) this.chosen.add(id);
    this.#anchor = index;
    this.active = index;
  }

  /** Choose or leave one by its tick; with Shift everything up to it too. */
  tick(index: number, { shiftKey }: Pick<Keys, 'shiftKey'>): void {
    if (!shiftKey || this.size === 0) return this.toggle(index);
    this.#add(index);
    this.active = index;
  }

  /** Go somewhere by keyboard, choosing what is there. */
  move(index: number, keys: Keys): void {
    const last = this.order().length - 1;
    if (last < 0) return;
    const to = Math.max(0, Math.min(index, last));
    if (keys.ctrlKey || keys.metaKey) this.active = to;
    else this.pick(to, keys);
  }

  all(): void {
    for (const id of this.order()) this.chosen.add(id);
  }

  clear(): void {
    this.chosen.clear();
  }

  /** Forget what is not there any more. */
  prune(): void {
    const there = new Set(this.order());
    for (const id of this.chosen) if (!there.has(id)) this.chosen.delete(id);
    this.active = Math.min(this.active, this.order().length - 1);
  }

  #range(index: number): void {
    this.chosen.clear();
    this.#add(index);
  }

  #add(index: number): void {
    const [low, high] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    for (const id of this.order().slice(low, high + 1)) this.chosen.add(id);
  }
}
