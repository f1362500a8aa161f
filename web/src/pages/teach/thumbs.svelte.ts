import { api, thumbnailUrl } from '../../lib/api';
import type { Subject } from '../../lib/protocol';
import type { Recorded } from '../../lib/recording';
import { Soon } from '../../lib/soon';

const MOST = 16; // as many as the widest card shows
const LOAD_AFTER = 200; // ms: changes come in bursts

export interface Thumb {
  example: string;
  /** An address in this page of the picture as it was recorded. */
  own: string | undefined;
  /** Whether the server has it. */
  saved: boolean;
}

/** The last pictures of a class: the server's, and while recording this page's own. */
export class Thumbs {
  list = $state.raw<Thumb[]>([]);
  #own = new Map<string, string>(); // example -> object URL, until it leaves the card
  #asked = false;
  #recorded = 0;
  #saved = new Set<string>();
  #soon = new Soon(LOAD_AFTER, () => void this.#load());

  /** Until the others are known the `cover` stands alone: the newest example, if there is one. */
  constructor(
    private readonly projectId: string,
    private readonly classId: string,
    cover: string | null = null,
  ) {
    if (cover !== null) this.#showSaved([cover]);
  }

  /** Fetch the last ones: the first time at once, then soon. */
  load(): void {
    if (this.#asked) return this.#soon.ask();
    this.#asked = true;
    void this.#load();
  }

  /** Where to find a picture; one with a skeleton only the server has. */
  url(thumb: Thumb, skeleton: Subject | undefined): string {
    const own = skeleton === undefined || !thumb.saved ? thumb.own : undefined;
    return own ?? thumbnailUrl(this.projectId, thumb.example, skeleton);
  }

  /** A frame of this class was just recorded. */
  add({ take, sequence, jpeg }: Recorded): void {
    this.#recorded++;
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
    const before = this.#recorded;
    try {
      const takes = await api.takes(this.projectId, this.classId);
      const last: string[] = [];
      for (const take of takes) {
        last.push(...take.examples.toReversed().slice(0, MOST - last.length));
        if (last.length >= MOST) break;
      }
      if (before === this.#recorded) this.#showSaved(last); // or it is out of date already
    } catch {
      // What is shown stays; the session tells when the studio can't be reached.
    }
  }

  #showSaved(examples: string[]): void {
    this.#saved = new Set(examples);
    this.#show(examples);
  }

  #show(examples: string[]): void {
    this.list = examples.slice(0, MOST).map((example) => ({
      example,
      own: this.#own.get(example),
      saved: this.#saved.has(example),
    }));
    const shown = new Set(this.list.map((thumb) => thumb.example));
    for (const [example, url] of this.#own) {
      if (shown.has(example)) continue;
      URL.revokeObjectURL(url);
      this.#own.delete(example);
    }
  }
}
