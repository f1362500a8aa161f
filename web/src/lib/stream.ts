import { blockMessage, frameMessage, STREAM } from './frames';
import {
  HEADER_BYTES,
  MAX_UNSAVED_FRAMES,
  MAX_UNSAVED_SECONDS,
  type Begin,
  type PageMessage,
  type Refused,
  type SocketMessage,
  type WordsSettings,
} from './protocol';
import type { Block } from './sound_graph';

export type Connection = 'connecting' | 'open' | 'lost';

/** What the stream tells its owner. */
export interface StreamListener {
  message(message: SocketMessage): void;
  connection(state: Connection): void;
}

const FIRST_RETRY = 250; // ms
const LAST_RETRY = 2000; // ms
const RESEND_AFTER = 2000; // ms, when the server could not save a frame just now (a full disk)
const SAMPLE_BYTES = 2;

interface OpenTake {
  begin: Begin;
  /** Messages the server has not yet saved, by their number in the take. */
  unsaved: Map<number, Uint8Array<ArrayBuffer>>;
  ended: boolean;
  /** Whether all of it will be sent again before long. */
  again: boolean;
}

/**
 * The socket of a project, or of the ready-made words, into which nothing is recorded.
 *
 * Takes are lossless: after a break every take that is not finished begins again, what was not
 * acknowledged is sent again, and the server counts each frame and block once. Frames that are only
 * watched are sent one at a time and may be lost; sound that is only heard is sent as it comes.
 */
export class Stream {
  #socket: WebSocket | null = null;
  #greeted = false; // said hello: from then on takes are begun again before their frames
  #takes = new Map<string, OpenTake>();
  #watching = false; // a watched frame is on its way
  #watched = 0;
  #retry = FIRST_RETRY;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #closing = false;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly listener: StreamListener,
    private readonly connect: (url: string) => WebSocket = (address) => new WebSocket(address),
  ) {
    listener.connection('connecting');
    this.#connect();
  }

  get open(): boolean {
    return this.#greeted && this.#socket?.readyState === 1;
  }

  /** Frames and blocks of takes that the server has not yet said to be on disk. */
  get unsaved(): number {
    let count = 0;
    for (const take of this.#takes.values()) count += take.unsaved.size;
    return count;
  }

  /** Whether a frame may be recorded that need not be: the server may look at each first. */
  get mayTake(): boolean {
    return this.unsaved < MAX_UNSAVED_FRAMES;
  }

  /** Whether the connection is lost, and as many frames wait for it as can be kept. */
  get full(): boolean {
    return !this.open && !this.mayTake;
  }

  /** Whether a watched frame may be sent: one is in flight at a time. */
  get mayWatch(): boolean {
    return this.open && !this.#watching;
  }

  begin(begin: Begin): void {
    const known = this.#takes.get(begin.take);
    if (known) known.ended = false;
    else this.#takes.set(begin.take, { begin, unsaved: new Map(), ended: false, again: false });
    this.#say(begin);
  }

  frame(take: string, sequence: number, captured: number, jpeg: Uint8Array): void {
    this.#keep(take, sequence, frameMessage(jpeg, sequence, captured, take));
  }

  /** Sound of a take; `sequence` numbers its first sample. */
  block(take: string, sequence: number, captured: number, samples: Int16Array): void {
    this.#keep(take, sequence, blockMessage(samples, sequence, captured, take));
  }

  /** Whether more of a take of which all counts can be kept until the server has it. */
  keeps(take: string): boolean {
    const { begin, unsaved } = this.#takes.get(take) ?? {};
    if (!begin || !unsaved) return false;
    const most = MAX_UNSAVED_SECONDS * (begin.rate ?? 0); // frames or samples
    if (begin.source !== 'microphone') return unsaved.size < most;
    let bytes = 0;
    for (const message of unsaved.values()) bytes += message.length - HEADER_BYTES;
    return bytes < most * SAMPLE_BYTES;
  }

  end(take: string): void {
    const known = this.#takes.get(take);
    if (!known) return;
    known.ended = true;
    this.#say({ type: 'end', take });
  }

  /** A take is over, whatever of it is not saved: the server has ended it by itself. */
  drop(take: string): void {
    this.#takes.delete(take);
  }

  /** `stream` is another where what is watched has nothing to do with what was before. */
  watch(captured: number, jpeg: Uint8Array, stream = STREAM): void {
    if (!this.mayWatch) return;
    this.#watching = true;
    this.#send(frameMessage(jpeg, this.#watched++, captured, '', stream));
  }

  /** Sound to be heard begins, or goes on after a gap. */
  listen(rate: number): void {
    this.#say({ type: 'listen', stream: STREAM, rate });
  }

  hear({ samples, position, captured }: Block): void {
    this.#send(blockMessage(samples, position, captured));
  }

  /** From now on this decides which of the ready-made words count. */
  set(settings: WordsSettings): void {
    this.#say(settings);
  }

  /** Tell nothing more, and close as soon as all that was recorded is on disk. */
  close(): void {
    this.#closing = true;
    if (this.#takes.size === 0) this.#shut();
  }

  #shut(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = this.connect(this.url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onmessage = (event: MessageEvent<string>) => {
      this.#hear(JSON.parse(event.data) as SocketMessage);
    };
    socket.onclose = () => this.#lost(socket);
  }

  #lost(socket: WebSocket): void {
    if (this.#closed || socket !== this.#socket) return;
    this.#watching = false;
    this.#greeted = false;
    if (!this.#closing) this.listener.connection('lost');
    this.#later(this.#retry, () => this.#connect());
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
  }

  #hear(message: SocketMessage): void {
    if (message.type === 'hello' || message.type === 'words-hello') {
      this.#retry = FIRST_RETRY;
      this.#greeted = true;
      for (const take of this.#takes.values()) this.#resend(take);
      if (!this.#closing) this.listener.connection('open');
    } else if (message.type === 'saved') {
      this.#takes.get(message.take)?.unsaved.delete(message.sequence);
    } else if (message.type === 'ended') {
      this.#forget(message.take);
    } else if (message.type === 'answer' || message.type === 'no-answer') {
      this.#watching = false;
    } else if (message.type === 'refused') {
      if (this.#followsOnRefused(message)) return;
      this.#refused(message.take, message.sequence, message.final);
    }
    if (!this.#closing) this.listener.message(message);
    else if (this.#takes.size === 0) this.#shut();
  }

  #refused(id: string | null, sequence: number | null, final: boolean): void {
    if (id === null) {
      this.#watching = false;
      return;
    }
    const take = this.#takes.get(id);
    if (!take) return;
    if (!final) this.#resendLater(take);
    else if (sequence === null) this.#takes.delete(id);
    else take.unsaved.delete(sequence);
  }

  /** After what will be sent again, it was refused for the gap alone: it will be sent again too. */
  #followsOnRefused({ take: id, sequence }: Refused): boolean {
    const take = this.#takes.get(id ?? '');
    if (!take?.again || sequence === null) return false;
    return [...take.unsaved.keys()].some((earlier) => earlier < sequence);
  }

  /** A take that has ended and is wholly on disk need not be remembered. */
  #forget(id: string): void {
    const take = this.#takes.get(id);
    // Sound that the server has ended by itself is as long as it will be.
    const over = take?.ended ? take.unsaved.size === 0 : take?.begin.source === 'microphone';
    if (over) this.#takes.delete(id);
  }

  #keep(id: string, sequence: number, message: Uint8Array<ArrayBuffer>): void {
    const take = this.#takes.get(id);
    take?.unsaved.set(sequence, message);
    if (!take?.again) this.#send(message);
  }

  #resendLater(take: OpenTake): void {
    if (take.again) return;
    take.again = true;
    this.#later(RESEND_AFTER, () => this.#resend(take));
  }

  #resend(take: OpenTake): void {
    take.again = false;
    this.#say(take.begin);
    for (const message of take.unsaved.values()) this.#send(message);
    if (take.ended) this.#say({ type: 'end', take: take.begin.take });
  }

  #say(message: PageMessage | WordsSettings): void {
    this.#send(JSON.stringify(message));
  }

  #send(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.open) this.#socket?.send(message);
  }

  #later(milliseconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
