import { api, thumbnailUrl } from '../../lib/api';
import type { Recorded } from '../../lib/recording';
import { Soon } from '../../lib/soon';

const MOST = 16; // as many as the widest card shows
const LOAD_AFTER = 200; // ms: changes come in bursts

export interface Thumb {
  example: string;
  url: string;
}

/** The last pictures of a class: the server's, and while recording this page's own. */
export class Thumbs {
  list = $state.raw<Thumb[]>([]);
  #own = new Map<string, string>(); // example -> object URL, until it leaves the card
  #soon = new Soon(LOAD_AFTER, () => void this.#load());

  constructor(
    private readonly projectId: string,
    private readonly classId: string,
  ) {}

  /** Fetch the last ones, soon. */
  load(): void {
    this.#soon.ask();
  }

  /** A frame of this class was just recorded. */
  add({ take, sequence, jpeg }: Recorded): void {
    const example = `${take}-${sequence}`;
    const blob = new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
    this.#own.set(example, URL.createObjectURL(blob));
    this.#show([example, ...this.list.map((thumb) => thumb.example)]);
  }

  close(): void {
    this.#soon.cancel();
    for (const url of this.#own.values()) URL.revokeObjectURL(url);
    this.#own.clear();
  }

  async #load(): Promise<void> {
    try {
      const takes = await api.takes(this.projectId, this.classId);
      const last: string[] = [];
      for (const take of takes) {
        last.push(...take.examples.toReversed().slice(0, MOST - last.length));
        if (last.length >= MOST) break;
      }
      this.#show(last);
    } catch {
      // What is shown stays; the session tells when the studio can't be reached.
    }
  }

  #show(examples: string[]): void {
    this.list = examples.slice(0, MOST).map((example) => ({
      example,
      url: this.#own.get(example) ?? thumbnailUrl(this.projectId, example),
    }));
    const shown = new Set(this.list.map((thumb) => thumb.example));
    for (const [example, url] of this.#own) {
      if (shown.has(example)) continue;
      URL.revokeObjectURL(url);
      this.#own.delete(example);
    }
  }
}
