import { WATCH, WATCH_SOUND, type Learning, type SocketMessage } from '../src/lib/protocol';

/** A WebSocket for tests: the test is the server. */
export class FakeSocket {
  static all: FakeSocket[] = [];

  readyState = 0;
  binaryType = '';
  sent: (string | Uint8Array)[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  static connect = (url: string): WebSocket => new FakeSocket(url) as unknown as WebSocket;

  static get last(): FakeSocket {
    return FakeSocket.all.at(-1)!;
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.drop();
  }

  /** The server accepts the connection and greets. */
  greet(): void {
    this.readyState = 1;
    this.say({ type: 'hello', version: '1', revision: 0, learning: LEARNING });
  }

  say(message: SocketMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The connection breaks. */
  drop(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  /** What was sent, in short: "begin", "end", "watch" or the number of a frame or block. */
  get told(): string[] {
    return this.sent.map((data) => {
      if (typeof data === 'string') return (JSON.parse(data) as { type: string }).type;
      const header = new DataView(data.buffer, data.byteOffset);
      const watched = { [WATCH]: 'watch', [WATCH_SOUND]: 'hear' }[header.getUint8(0)];
      return watched ?? String(header.getUint32(4, true));
    });
  }

  saved(take: string, sequence: number): void {
    this.say({
      type: 'saved',
      take,
      class_id: 'a',
      sequence,
      example: `${take}-${sequence}`,
      take_count: sequence + 1,
      class_count: sequence + 1,
    });
  }
}

/** What a server says of a project that was taught nothing. */
export const LEARNING: Learning = {
  type: 'learning',
  status: 'empty',
  sentence: '',
  model: 0,
  labels: [],
  accuracy: null,
  per_class: {},
  takes: null,
  head: 'auto',
  chosen: '',
  reason: '',
  settings: {},
  by_hand: false,
  waiting: 0,
  done: null,
  total: null,
  variants: null,
  unseen: {},
  suggestion: null,
};
