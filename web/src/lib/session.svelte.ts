import { untrack } from 'svelte';
import { Answers } from './answers.svelte';
import { streamUrl } from './api';
import { camera as tabCamera, type Camera } from './camera.svelte';
import { Changes } from './changes';
import { Corrections } from './corrections';
import { Emitter } from './emitter';
import type { Eyes } from './eyes';
import { Holding } from './holding.svelte';
import { OpenProject } from './open_project.svelte';
import type {
  Answer,
  ClassView,
  Done,
  Fired,
  Learning,
  Pose,
  ProjectView,
  SocketMessage,
  Step,
} from './protocol';
import type { Recorded } from './recording';
import { Sight } from './sight.svelte';
import { Stream, type Connection } from './stream';
import { seeks } from './subjects';
import { dismissAll, toast } from './toasts.svelte';
import { Watcher } from './watcher';

type CameraPart = Pick<Camera, 'state' | 'grab' | 'onFrame' | 'start'>;

/** One open project in this tab: what it holds, what it learns, and what it sees. */
export class Session {
  connection = $state<Connection>('connecting');
  readonly answers = new Answers();
  /** The hands or the body that it sees. */
  readonly sight = new Sight();

  #opened: OpenProject;
  #watching = $state(false);
  #stream: Stream;
  #held: Holding;
  #corrections: Corrections;
  #changes: Changes;
  #watcher: Watcher;
  #stopFrames: () => void;
  #fired = new Emitter<[Fired, Answer]>();
  #steps = new Emitter<[Step]>();
  #changed = new Emitter<[string[]]>();

  constructor(
    readonly projectId: string,
    camera: CameraPart = tabCamera,
    connect?: (url: string) => WebSocket,
  ) {
    const listener = {
      message: (message: SocketMessage) => this.#hear(message),
      connection: (state: Connection) => this.#connected(state),
    };
    this.#stream = new Stream(streamUrl(projectId), listener, connect);
    this.#held = new Holding(this.#stream, camera);
    this.#corrections = new Corrections(this.#stream);
    this.#watcher = new Watcher(this.#stream, camera);
    this.#opened = new OpenProject(projectId, (revision) => this.#changes.reached(revision));
    const fetch = () => this.#opened.fetch().then(() => this.project?.revision ?? 0);
    this.#changes = new Changes(projectId, fetch);
    this.#stopFrames = camera.onFrame((captured) => this.#frame(captured));
    void this.refresh();
  }

  get project(): ProjectView | null {
    return this.#opened.view;
  }

  get learning(): Learning | null {
    return this.#opened.learning;
  }

  /** Whether it looks at its pictures again, because it looks at something else now. */
  get again(): boolean {
    return this.#opened.again;
  }

  /** Why the project can't be shown. */
  get problem(): string | null {
    return this.#opened.problem;
  }

  /** The newest answer, while answers come. */
  get answer(): Answer | null {
    return this.answers.newest;
  }

  /** The class that is being recorded. */
  get holding(): string | null {
    return this.#held.classId;
  }

  /** Frames of the take being recorded that are on disk. */
  get holdCount(): number {
    return this.#held.count;
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
    return this.#opened.classOf(id);
  }

  /** Start recording a take; without a camera, ask for it instead. */
  hold(classId: string): void {
    this.#held.hold(classId);
  }

  /** End the take that is being recorded, if any. */
  release(): void {
    void this.#held.release();
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
    return this.#held.recorded.add(callback);
  }

  /** Classes whose examples changed, in whichever tab. */
  onChanged(callback: (classIds: string[]) => void): () => void {
    return this.#changed.add(callback);
  }

  refresh(): Promise<void> {
    return this.#opened.refresh();
  }

  /** What was asked for has begun: this is what is learned now. */
  learned(learning: Learning): void {
    this.#opened.learned(learning);
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
    const ended = this.#held.release();
    this.#stopFrames();
    this.#opened.close();
    this.#forgetAnswer();
    dismissAll();
    void ended.then(() => this.#stream.close());
  }

  #frame(captured: number): void {
    const recorded = this.#held.frame(captured);
    // Of hands and bodies every frame is watched: whoever records wants to see that they are seen.
    if (this.#asks && (!recorded || this.#seeks)) this.#watcher.frame(captured);
  }

  get #seeks(): boolean {
    return seeks(this.project?.subject);
  }

  /** Hands and bodies are seen before anything is taught. */
  get #asks(): boolean {
    return this.#watching && (this.#seeks || (this.learning?.model ?? 0) > 0);
  }

  #hear(message: SocketMessage): void {
    switch (message.type) {
      case 'hello':
        this.learned(message.learning);
        this.#opened.refreshSoon();
        break;
      case 'learning':
        this.learned(message);
        this.#watcher.goOn();
        break;
      case 'answer':
        this.#answered(message);
        break;
      case 'no-answer':
        if (this.#seeks) this.#saw(message.poses);
        else this.#watcher.wait();
        break;
      case 'saved':
        this.#corrections.saved(message);
        this.#held.saved(message);
        this.#opened.saved(message);
        break;
      case 'ended':
        this.#corrections.ended(message);
        break;
      case 'changed':
        this.#changes.reached(message.revision);
        this.#changed.emit(message.class_ids);
        this.#opened.refreshSoon();
        break;
      case 'refused':
        this.#corrections.refused(message);
        this.#held.refused(message);
        toast(message.sentence, { kind: 'bad' });
        break;
      case 'steps':
        for (const step of message.steps) this.#steps.emit(step);
        break;
    }
  }

  #answered(answer: Answer): void {
    if (!this.#watching) return;
    // Found, and yet no pose: the model of before still answers, which looks at something else.
    this.#saw(answer.found && answer.poses.length === 0 ? null : answer.poses);
    this.answers.add(answer);
    for (const event of answer.events) this.#fired.emit(event, answer);
  }

  #saw(poses: Pose[] | null): void {
    if (!this.#watching) return;
    if (poses === null) this.sight.forget();
    else this.sight.see(this.project?.subject ?? 'anything', poses);
    this.#watcher.answered();
  }

  #forgetAnswer(): void {
    this.answers.forget();
    this.sight.forget();
  }

  #connected(state: Connection): void {
    this.connection = state;
    if (state === 'lost') {
      this.#forgetAnswer();
      // If the server answers, it says why: the project is gone, or the address is an old one.
      void this.refresh();
    }
  }
}
