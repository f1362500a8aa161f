import { api, ApiError } from './api';
import type { Medium } from './mediums';
import { plural } from './time_words';

const AT_ONCE = 3; // the server reads one while the next ones are on their way
const STOPPING = new Set([0, 401, 403, 507]); // of no use to go on: gone, locked out, disk full

export interface Upload {
  classId: string;
  file: File;
}

export interface RefusedFile {
  name: string;
  sentence: string;
}

/** Files on their way to classes of a project, one after the other. */
export class Uploads {
  total = $state(0);
  done = $state(0);
  /** Examples made of them: of pictures by their ids. */
  added = $state.raw<string[]>([]);
  /** Takes made of them. */
  takes = $state.raw<string[]>([]);
  refused = $state<RefusedFile[]>([]);
  running = $state(false);
  /** What is doubtful about those that were taken. */
  doubts = $state<RefusedFile[]>([]);

  #parts = $state<Record<string, number>>({}); // shares of the files on their way
  #runs = 0;
  #cancel = new AbortController();

  constructor(
    private readonly projectId: string,
    private readonly send: typeof api.addFile = api.addFile,
  ) {}

  /** 0 to 1. */
  get share(): number {
    const parts = Object.values(this.#parts).reduce((sum, part) => sum + part, 0);
    return this.total === 0 ? 0 : (this.done + parts) / this.total;
  }

  get cancelled(): boolean {
    return this.#cancel.signal.aborted;
  }

  cancel(): void {
    this.#cancel.abort();
  }

  /** Send files; more may be added while it runs. */
  async run(uploads: Upload[]): Promise<void> {
    this.total += uploads.length;
    this.#runs++;
    this.running = true;
    const queue = uploads.map((upload, index) => ({ ...upload, key: `${this.total}-${index}` }));
    const worker = async () => {
      for (let next = queue.shift(); next && !this.cancelled; next = queue.shift()) {
        await this.#one(next, next.key);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    this.#runs--;
    this.running = this.#runs > 0;
  }

  /** Say of a file that was not even tried why not. */
  refuse(name: string, sentence: string): void {
    this.refused.push({ name, sentence });
  }

  /** How it ended, in a sentence; of actions each take is a clip. */
  summary(counted: Medium['counted'] = 'example'): string {
    const number = counted === 'clip' ? this.takes.length : this.added.length;
    const added = `Added ${plural(number, counted)}.`;
    if (this.refused.length === 0) return added;
    return `${added} ${plural(this.refused.length, 'file')} could not be used.`;
  }

  async #one({ classId, file }: Upload, key: string): Promise<void> {
    const { signal } = this.#cancel;
    const progress = (share: number) => (this.#parts[key] = share);
    try {
      const options = { progress, signal };
      const { take, examples, sentence } = await this.send(this.projectId, classId, file, options);
      const ids = Array.from({ length: examples }, (_, n) => `${take}-${n}`);
      this.added = [...this.added, ...ids];
      this.takes = [...this.takes, take];
      if (sentence) this.doubts.push({ name: file.name, sentence });
    } catch (error) {
      if (signal.aborted) return;
      const sentence = error instanceof Error ? error.message : String(error);
      this.refused.push({ name: file.name, sentence });
      if (error instanceof ApiError && STOPPING.has(error.status)) this.cancel();
    } finally {
      delete this.#parts[key];
      this.done++;
    }
  }
}
