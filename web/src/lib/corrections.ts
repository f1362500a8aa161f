import { newTakeId } from './frames';
import type { Ended, Refused, Saved } from './protocol';
import type { TakeSink } from './recording';
import { SoundRecording, type SoundSink } from './sound_recording';
import type { Block } from './sound_graph';
import type { Seen } from './watcher';

interface Waiting {
  saved: boolean;
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * What was put right while watching: of pictures one take for each class, of sounds and of actions
 * one each time.
 */
export class Corrections {
  #takes = new Map<string, { take: string; next: number }>();
  #waiting = new Map<string, Waiting>();

  constructor(private readonly sink: TakeSink & SoundSink) {}

  /** A new watching session: what follows belongs to new takes. */
  startAfresh(): void {
    this.#takes.clear();
  }

  /** Make a frame an example of a class; done when it is on disk and its take has ended. */
  add(classId: string, captured: number, jpeg: Uint8Array): Promise<void> {
    const known = this.#takes.get(classId) ?? { take: newTakeId(), next: 0 };
    this.#takes.set(classId, known);
    const sequence = known.next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(`${known.take}-${sequence}`, { saved: false, resolve, reject });
      const { take } = known;
      this.sink.begin({ type: 'begin', take, class_id: classId, source: 'correction' });
      this.sink.frame(take, sequence, captured, jpeg);
      this.sink.end(take);
    });
  }

  /** Make frames one clip of a class; done when it is on disk. */
  addClip(classId: string, frames: readonly Seen[]): Promise<void> {
    const take = newTakeId();
    return new Promise((resolve, reject) => {
      this.#waiting.set(`${take}-whole`, { saved: true, resolve, reject });
      this.sink.begin({ type: 'begin', take, class_id: classId, source: 'correction' });
      frames.forEach(({ captured, jpeg }, n) => this.sink.frame(take, n, captured, jpeg));
      this.sink.end(take);
    });
  }

  /** Make what was heard a take of a class; done when it is on disk. */
  addSound(classId: string, blocks: readonly Block[]): Promise<void> {
    const recording = new SoundRecording(this.sink, classId, undefined, -Infinity);
    return new Promise((resolve, reject) => {
      this.#waiting.set(`${recording.take}-whole`, { saved: true, resolve, reject });
      for (const block of blocks) recording.block(block);
      recording.stop();
    });
  }

  saved(message: Saved): void {
    const waiting = this.#waiting.get(`${message.take}-${message.sequence}`);
    if (waiting) waiting.saved = true;
  }

  ended(message: Ended): void {
    for (const [key, { saved }] of [...this.#waiting]) {
      if (saved && key.startsWith(`${message.take}-`)) this.#settle(key)?.resolve();
    }
  }

  /** A refused frame fails; a refused take fails all of its frames. */
  refused(message: Refused): void {
    if (message.take === null || !message.final) return;
    for (const key of [...this.#waiting.keys()]) {
      const whole =
        (message.sequence === null || key.endsWith('-whole')) && key.startsWith(`${message.take}-`);
      if (whole || key === `${message.take}-${message.sequence}`) {
        this.#settle(key)?.reject(new Error(message.sentence));
      }
    }
  }

  #settle(key: string): Waiting | undefined {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    return waiting;
  }
}
