import { untrack } from 'svelte';
import { api, ApiError, streamUrl } from './api';
import { camera as tabCamera, type Camera } from './camera.svelte';
import { Changes } from './changes';
import { Corrections } from './corrections';
import { Emitter } from './emitter';
import type { Eyes } from './eyes';
import { Meter } from './meter';
import { preferences } from './preferences.svelte';
import type {
  Answer,
  ClassView,
  Done,
  Fired,
  Learning,
  ProjectView,
  Saved,
  SocketMessage,
  Step,
} from './protocol';
import { Recording, type Recorded } from './recording';
import { Soon } from './soon';
import { Stream, type Connection } from './stream';
import { dismissAll, toast, toastError } from './toasts.svelte';
import { Watcher } from './watcher';

const REFRESH_EVERY = 300; // ms, at most: a recording changes the project with every frame
const BREAK = 1000; // ms without an answer after which the rate is no longer true

type CameraPart = Pick<Camera, 'state' | 'grab' | 'onFrame' | 'start'>;

/** One open project in this tab: what it holds, what it learns, and what it sees. */
export class Session {
  project = $state<ProjectView | null>(null);
  learning = $state<Learning | null>(null);
  answer = $state.raw<Answer | null>(null);
  connection = $state<Connection>('connecting');
  /** Answers in the last second. */
  fps = $state(0);
  /** From camera frame to answer: median of the last second, in ms. */
  latency = $state(0);
  /** The class that is being recorded. */
  holding = $state<string | null>(null);
  /** Frames of the take being recorded that are on disk. */
  holdCount = $state(0);
  /** Why the project can't be shown. */
  problem = $state<string | null>(null);

  #watching = $state(false);
  #stream: Stream;
  #recording: Recording | null = null;
  #corrections: Corrections;
  #changes: Changes;
  #watcher: Watcher;
  #meter = new Meter();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #refreshSoon = new Soon(REFRESH_EVERY, () => void this.refresh());
  #refreshing: Promise<void> | null = null;
  #stopFrames: () => void;
  #fired = new Emitter<[Fired, Answer]>();
  #steps = new Emitter<[Step]>();
  #recorded = new Emitter<[Recorded]>();
  #changed = new Emitter<[string[]]>();

  constructor(
    readonly projectId: string,
    private readonly camera: CameraPart = tabCamera,
    connect?: (url: string) => WebSocket,
  ) {
    const listener = {
      message: (message: SocketMessage) => this.#hear(message),
      connection: (state: Connection) => this.#connected(state),
    };
    this.#stream = new Stream(streamUrl(projectId), listener, connect);
    this.#corrections = new Corrections(this.#stream);
    this.#watcher = new Watcher(this.#stream, camera);
    const fetch = () => this.#fetch().then(() => this.project?.revision ?? 0);
    this.#changes = new Changes(projectId, fetch);
    this.#stopFrames = camera.onFrame((captured) => this.#frame(captured));
    void this.refresh();
  }

  /** Whether camera frames go to the server to be recognised, one in flight. */
  get watching(): boolean {
    return this.#watching;
  }

  set watching(watching: boolean) {
    // Set in effects, which must not run again because of it.
    if (watching === untrack(() => this.#watching)) return;
    this.#watching = watching;
    this.#corrections.startAfresh();
    if (!watching) this.#forgetAnswer();
  }

  classOf(id: string): ClassView | undefined {
    return this.project?.classes.find((entry) => entry.id === id);
  }

  /** Start recording a take; without a camera, ask for it instead. */
  hold(classId: string): void {
    if (this.camera.state !== 'on') {
      if (this.camera.state !== 'starting') void this.camera.start();
      return;
    }
    if (this.connection !== 'open') return this.#cannotRecord();
    this.release();
    this.holding = classId;
    this.holdCount = 0;
    this.#recording = new Recording(this.#stream, {
      classId,
      rate: preferences.rate,
      grab: () => this.camera.grab(),
      onFrame: (frame) => this.#recorded.emit(frame),
      onError: toastError,
    });
  }

  /** End the take that is being recorded, if any. */
  release(): void {
    void this.#recording?.stop();
    this.#recording = null;
    this.holding = null;
  }

  /** Make the newest watched frame an example of a class; return the revision it can be undone at. */
  async correct(classId: string): Promise<number | null> {
    const { seen } = this.#watcher;
    if (!seen) throw new Error('There is no picture to put right yet. Turn on the camera first.');
    return this.#changes.revisionOf(this.#corrections.add(classId, seen.captured, seen.jpeg));
  }

  /** Watch a photo or a video instead of the camera; null for the camera again. */
  look(eyes: Eyes | null): void {
    this.#watcher.look(eyes, () => this.#asks);
    this.#forgetAnswer();
  }

  onFired(callback: (event: Fired, answer: Answer) => void): () => void {
    return this.#fired.add(callback);
  }

  onStep(callback: (step: Step) => void): () => void {
    return this.#steps.add(callback);
  }

  /** Each frame of a take as it is made, before it is saved. */
  onRecorded(callback: (frame: Recorded) => void): () => void {
    return this.#recorded.add(callback);
  }

  /** Classes whose examples changed, in whichever tab. */
  onChanged(callback: (classIds: string[]) => void): () => void {
    return this.#changed.add(callback);
  }

  refresh(): Promise<void> {
    this.#refreshing ??= this.#fetch().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Take back the last change; with a revision only if nothing changed since. */
  undo(revision?: number): Promise<void> {
    return this.#changes.undo(revision);
  }

  redo(): Promise<void> {
    return this.#changes.redo();
  }

  /** Change something, show what it says, and offer to undo it; false when it failed. */
  change(work: Promise<Done>, undoable = false): Promise<boolean> {
    return this.#changes.change(work, undoable);
  }

  /** Say what made a revision, with Undo, unless the project has changed since. */
  offer(sentence: string, revision: number): void {
    this.#changes.offer(sentence, revision);
  }

  /** Frames that were recorded and are not yet on disk. */
  get unsaved(): number {
    return this.#stream.unsaved;
  }

  close(): void {
    const ended = this.#recording?.stop();
    this.release();
    this.#stopFrames();
    this.#refreshSoon.cancel();
    clearTimeout(this.#quiet);
    dismissAll();
    void Promise.resolve(ended).then(() => this.#stream.close());
  }

  #cannotRecord(): void {
    this.release();
    toast("Not recording: the studio can't be reached.", { kind: 'bad' });
  }

  #frame(captured: number): void {
    if (this.#recording?.frame(captured)) return;
    if (this.holding !== null && this.#stream.full) this.#cannotRecord();
    if (this.#asks) this.#watcher.frame(captured);
  }

  get #asks(): boolean {
    return this.#watching && (this.learning?.model ?? 0) > 0;
  }

  #hear(message: SocketMessage): void {
    switch (message.type) {
      case 'hello':
        this.learning = message.learning;
        this.#refreshSoon.ask();
        break;
      case 'learning':
        this.learning = message;
        this.#watcher.goOn();
        break;
      case 'answer':
        this.#answered(message);
        break;
      case 'no-answer':
        this.#watcher.wait();
        break;
      case 'saved':
        this.#saved(message);
        break;
      case 'ended':
        this.#corrections.ended(message);
        break;
      case 'changed':
        this.#changes.reached(message.revision);
        this.#changed.emit(message.class_ids);
        this.#refreshSoon.ask();
        break;
      case 'refused':
        this.#corrections.refused(message);
        if (message.final && message.take === this.#recording?.take) this.release();
        toast(message.sentence, { kind: 'bad' });
        break;
      case 'steps':
        for (const step of message.steps) this.#steps.emit(step);
        break;
    }
  }

  #answered(answer: Answer): void {
    if (!this.#watching) return;
    this.#watcher.answered();
    const now = performance.now();
    this.answer = answer;
    this.#meter.add(now, answer.captured);
    this.fps = this.#meter.fps;
    this.latency = this.#meter.latency;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#forgetAnswer(), BREAK);
    for (const event of answer.events) this.#fired.emit(event, answer);
  }

  #forgetAnswer(): void {
    clearTimeout(this.#quiet);
    this.answer = null;
    this.#meter = new Meter();
    this.fps = 0;
    this.latency = 0;
  }

  #saved(saved: Saved): void {
    this.#corrections.saved(saved);
    if (saved.take === this.#recording?.take) this.holdCount = saved.take_count;
    const shown = this.classOf(saved.class_id);
    if (!shown) return;
    shown.count = saved.class_count;
    shown.cover = saved.example;
  }

  #connected(state: Connection): void {
    this.connection = state;
    if (state === 'lost') {
      this.#forgetAnswer();
      // If the server answers, it says why: the project is gone, or the address is an old one.
      void this.refresh();
    }
  }

  async #fetch(): Promise<void> {
    try {
      const project = await api.project(this.projectId);
      if (this.project && project.revision < this.project.revision) return;
      this.project = project;
      this.#changes.reached(project.revision);
      this.problem = null;
    } catch (error) {
      // A server that can't be reached is told by `connection`.
      if (error instanceof ApiError && error.status > 0) this.problem = error.message;
    }
  }
}
