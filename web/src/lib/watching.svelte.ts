import { untrack } from 'svelte';
import { Answers } from './answers.svelte';
import type { Ears } from './ears';
import type { Eyes } from './eyes';
import { Listener } from './listener';
import type { Answer, NoAnswer, Pose, ProjectView } from './protocol';
import { Sight } from './sight.svelte';
import type { Block } from './sound_graph';
import type { Stream } from './stream';
import { seeks } from './subjects';
import { Watcher } from './watcher';

type StreamPart = Pick<Stream, 'open' | 'mayWatch' | 'watch' | 'listen' | 'hear'>;

/** What is watched for: the project, and whether there is a model to ask. */
interface Wanted {
  readonly project: ProjectView | null;
  readonly hasModel: boolean;
}

/** What goes to the server to be recognised, and what it says about it. */
export class Watching {
  readonly answers = new Answers();
  /** The hands or the body that it sees. */
  readonly sight = new Sight();
  readonly pictures: Watcher;
  readonly sound: Listener;

  #on = $state(false);
  #ears: (() => void) | undefined; // stops listening to something else than the microphone

  constructor(
    stream: StreamPart,
    camera: Pick<Eyes, 'grab'>,
    private readonly wanted: Wanted,
  ) {
    this.pictures = new Watcher(stream, camera);
    this.sound = new Listener(stream);
  }

  get on(): boolean {
    return this.#on;
  }

  /** Switch on or off; say whether that changed anything. */
  set(on: boolean): boolean {
    // Set in effects, which must not run again because of it.
    if (on === untrack(() => this.#on)) return false;
    this.#on = on;
    if (!on) this.forget();
    return true;
  }

  /** Watch a photo or a video instead of the camera; null for the camera again. */
  look(eyes: Eyes | null): void {
    const apart = this.wanted.project?.kind === 'clip';
    this.pictures.look(eyes, () => this.#asks, apart);
    this.forget();
  }

  /** Listen to a recording instead of the microphone; null for the microphone again. */
  listenTo(ears: Ears | null): void {
    this.#ears?.();
    this.#ears = ears?.onBlock((block) => this.#hear(block));
    this.forget();
  }

  /** There is a new frame of the camera, which was recorded or not. */
  frame(captured: number, recorded: boolean): void {
    // Of hands and bodies every frame is watched: whoever records wants to see that they are seen.
    if (this.#asks && (!recorded || this.#seeks)) this.pictures.frame(captured);
  }

  /** There is new sound from the microphone. */
  block(block: Block): void {
    if (!this.#ears) this.#hear(block);
  }

  /** Note an answer; say whether anybody wants it. */
  answered(answer: Answer): boolean {
    this.sound.answered(answer.sequence);
    if (!this.#on) return false;
    // Found, and yet no pose: the model of before still answers, which looks at something else.
    this.#saw(answer.found && answer.poses.length === 0 ? null : answer.poses);
    this.answers.add(answer);
    return true;
  }

  unanswered({ sequence, poses }: NoAnswer): void {
    this.sound.answered(sequence);
    if (this.#seeks) this.#saw(poses);
    // Of actions more frames are needed before there is anything to say.
    else if (this.wanted.hasModel && this.wanted.project?.kind === 'clip') this.pictures.answered();
    else this.pictures.wait();
  }

  /** What was said last is no longer true. */
  forget(): void {
    this.answers.forget();
    this.sight.forget();
    this.sound.forget();
  }

  close(): void {
    this.#ears?.();
    this.forget();
  }

  get #seeks(): boolean {
    return seeks(this.wanted.project?.subject);
  }

  /** Hands and bodies are seen before anything is taught. */
  get #asks(): boolean {
    return this.#on && (this.#seeks || this.wanted.hasModel);
  }

  #hear(block: Block): void {
    if (this.#asks) this.sound.hear(block);
  }

  #saw(poses: Pose[] | null): void {
    if (!this.#on) return;
    if (poses === null) this.sight.forget();
    else this.sight.see(this.wanted.project?.subject ?? 'anything', poses);
    this.pictures.answered();
  }
}
