import { Answers } from './answers.svelte';
import { wordsStreamUrl } from './api';
import type { Ears } from './ears';
import { Emitter } from './emitter';
import { later } from './later';
import { Listener } from './listener';
import { microphone, type Microphone } from './microphone.svelte';
import { preferences } from './preferences.svelte';
import type { Answer, Fired, SocketMessage, WordsHello, WordsSettings } from './protocol';
import { Stream, type Connection } from './stream';
import { toast } from './toasts.svelte';

const SET_AFTER = 150; // ms without a move of a control

/** What this tab says into the ready-made words, and what they answer; nothing of it is kept. */
export class WordsSession {
  connection = $state<Connection>('connecting');
  /** What the words are, once that was told. */
  hello = $state.raw<WordsHello | null>(null);
  /** Why there are no words. */
  problem = $state<string | null>(null);
  readonly answers = new Answers();

  #stream: Stream;
  #sound: Listener;
  #stop: () => void;
  #ears: (() => void) | undefined; // stops listening to something else than the microphone
  #fired = new Emitter<[Fired, Answer]>();
  #set = later((settings: WordsSettings) => this.#stream.set(settings), SET_AFTER);

  constructor(
    heard: Pick<Microphone, 'onBlock'> = microphone,
    connect?: (url: string) => WebSocket,
  ) {
    const listener = {
      message: (message: SocketMessage) => this.#hear(message),
      connection: (state: Connection) => this.#connected(state),
    };
    this.#stream = new Stream(wordsStreamUrl(), listener, connect);
    this.#sound = new Listener(this.#stream);
    this.#stop = heard.onBlock((block) => {
      if (!this.#ears) this.#sound.hear(block);
    });
  }

  /** When a word counts: as this browser remembers it, or as the server suggests. */
  get settings(): WordsSettings | null {
    return preferences.words ?? this.hello?.settings ?? null;
  }

  /** Whether somebody has changed the settings. */
  get changed(): boolean {
    return preferences.words !== null;
  }

  set(settings: WordsSettings): void {
    preferences.words = settings;
    this.#set(settings);
  }

  /** Back to what the server suggests. */
  reset(): void {
    preferences.words = null;
    if (this.hello) this.#set(this.hello.settings);
  }

  /** Listen to a recording instead of the microphone; null for the microphone again. */
  listenTo(ears: Ears | null): void {
    this.#ears?.();
    this.#ears = ears?.onBlock((block) => this.#sound.hear(block));
    this.#forget();
  }

  onFired(callback: (event: Fired, answer: Answer) => void): () => void {
    return this.#fired.add(callback);
  }

  close(): void {
    this.#set.now();
    this.#stop();
    this.#ears?.();
    this.#forget();
    this.#stream.close();
  }

  #hear(message: SocketMessage): void {
    switch (message.type) {
      case 'words-hello':
        this.hello = message;
        this.problem = null;
        if (preferences.words) this.#stream.set(preferences.words);
        break;
      case 'answer':
        this.#sound.answered(message.sequence);
        this.answers.add(message);
        for (const event of message.events) this.#fired.emit(event, message);
        break;
      case 'no-answer':
        this.#sound.answered(message.sequence);
        break;
      case 'refused':
        if (this.hello) toast(message.sentence, { kind: 'bad' });
        else this.problem = message.sentence;
        break;
    }
  }

  #connected(state: Connection): void {
    this.connection = state;
    if (state === 'lost') this.#forget();
  }

  #forget(): void {
    this.answers.forget();
    this.#sound.forget();
  }
}
