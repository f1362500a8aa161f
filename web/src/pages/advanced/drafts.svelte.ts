// What is chosen on the page and not yet trained: of every head, its settings.
import type { HeadView, Learning, Setting, Subject, Train } from '../../lib/protocol';
import { changed } from './settings';

/** Those that a project can have which looks at or listens for `subject`. */
export function headsFor(heads: HeadView[], subject: Subject): HeadView[] {
  return heads.filter(({ subjects }) => subjects.length === 0 || subjects.includes(subject));
}

export class Drafts {
  selected = $state('auto');
  #values = $state<Record<string, Record<string, unknown>>>({});
  #problems = $state<Record<string, Record<string, string>>>({});

  constructor(readonly heads: HeadView[], learning: Learning | null) {
    for (const head of heads) {
      const usual = Object.fromEntries(head.settings.map((one) => [one.name, one.default]));
      this.#values[head.name] = usual;
      this.#problems[head.name] = {};
      if (learning?.head !== head.name) continue;
      this.selected = head.name;
      this.#values[head.name] = { ...usual, ...learning.settings };
    }
  }

  get head(): HeadView | undefined {
    return this.heads.find((one) => one.name === this.selected);
  }

  titleOf(name: string): string {
    return this.heads.find((one) => one.name === name)?.title ?? name;
  }

  value(setting: Setting): unknown {
    return this.#values[this.selected]?.[setting.name];
  }

  change(setting: Setting, value: unknown, problem: string): void {
    const [values, problems] = [this.#values[this.selected], this.#problems[this.selected]];
    if (!values || !problems) return;
    values[setting.name] = value;
    problems[setting.name] = problem;
  }

  /** Whether the selected head could be trained as it is set. */
  get fine(): boolean {
    return Object.values(this.#problems[this.selected] ?? {}).every((problem) => problem === '');
  }

  /** A head as the server is told it. */
  train(name: string): Train {
    const settings = this.heads.find((one) => one.name === name)?.settings ?? [];
    return { head: name, settings: changed(settings, this.#values[name] ?? {}) };
  }

  /** Whether a head is the one in use, set as it is set here. */
  inUse(learning: Learning | null): boolean {
    if (learning?.head !== this.selected) return false;
    const used = changed(this.head?.settings ?? [], learning.settings);
    return JSON.stringify(used) === JSON.stringify(this.train(this.selected).settings);
  }
}
