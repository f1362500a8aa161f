import { streamUrl } from './api';
import { camera } from './camera.svelte';
import { Changes } from './changes';
import { Corrections } from './corrections';
import type { Ears } from './ears';
import { Emitter } from './emitter';
import type { Eyes } from './eyes';
import { Holding, type Devices } from './holding.svelte';
import { microphone } from './microphone.svelte';
import { OpenProject } from './open_project.svelte';
import type {
  Answer,
  ClassView,
  Done,
  Fired,
  Kind,
  Learning,
  ProjectView,
  SocketMessage,
  Step,
} from './protocol';
import type { Recorded } from './recording';
import type { RecordedSound } from './sound_recording';
import { Stream, type Connection } from './stream';
import { dismissAll, toast } from './toasts.svelte';
import { Watching } from './watching.svelte';

const NOTHING_YET: Record<Kind, string> = {
  picture: 'There is no picture to put right yet. Turn on the camera first.',
  sound: 'There is no sound to put right yet. Turn on the microphone first.',
  clip: 'There is no movement to put right yet. Turn on the camera first.',
};

/** One open project in this tab: what it holds, what it learns, and what it sees or hears. */
export class Session {
  connection = $state<Connection>('connecting');

  #opened: OpenProject;
  #stream: Stream;
  #held: Holding;
  #corrections: Corrections;
  #changes: Changes;
  #watching: Watching;
  #stops: (() => void)[];
  #fired = new Emitter<[Fired, Answer]>();
  #steps = new Emitter<[Step]>();
  #changed = new Emitter<[string[]]>();

  constructor(
    readonly projectId: string,
    devices: Devices = { camera, microphone },
    connect?: (url: string) => WebSocket,
  ) {
    const listener = {
      message: (message: SocketMessage) => this.#hear(message),
      connection: (state: Connection) => this.#connected(state),
    };
    this.#stream = new Stream(streamUrl(projectId), listener, connect);
    this.#held = new Holding(this.#stream, devices, () => this.kind);
    this.#corrections = new Corrections(this.#stream);
    this.#watching = new Watching(this.#stream, devices.camera, this);
    this.#opened = new OpenProject(projectId, (revision) => this.#changes.reached(revision));
    const fetch = () => this.#opened.fetch().then(() => this.project?.revision ?? 0);
    this.#changes = new Changes(projectId, fetch);
    this.#stops = [
      devices.camera.onFrame((at) => this.#watching.frame(at, this.#held.frame(at))),
      devices.microphone.onBlock((block) => {
        this.#held.block(block);
        this.#watching.block(block);
      }),
      devices.microphone.onEnd(() => this.release()),
    ];
    void this.refresh();
  }

  get project(): ProjectView | null {
    return this.#opened.view;
  }

  get learning(): Learning | null {
    return this.#opened.learning;
  }

  /** What it is taught with. */
  get kind(): Kind {
    return this.project?.kind ?? 'picture';
  }

  get hasModel(): boolean {
    return (this.learning?.model ?? 0) > 0;
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

  get answers() {
    return this.#watching.answers;
  }

  /** The hands or the body that it sees. */
  get sight() {
    return this.#watching.sight;
  }

  /** The class that is being recorded. */
  get holding(): string | null {
    return this.#held.classId;
  }

  /** Examples of the take being recorded that are on disk. */
  get holdCount(): number {
    return this.#held.count;
  }

  /** Whether what is seen or heard goes to the server to be recognised. */
  get watching(): boolean {
    return this.#watching.on;
  }

  set watching(watching: boolean) {
    if (this.#watching.set(watching)) this.#corrections.startAfresh();
  }

  classOf(id: string): ClassView | undefined {
    return this.#opened.classOf(id);
  }

  /** Start recording a take; without a camera or microphone, ask for it instead. */
  hold(classId: string): void {
    this.#held.hold(classId);
  }

  /** End the take that is being recorded, if any. */
  release(): void {
    void this.#held.release();
  }

  /** Make what was seen or heard last an example of a class; return the revision to undo it at. */
  async correct(classId: string): Promise<number | null> {
    const { recent } = this.#watching.sound;
    if (recent.length > 0) {
      return this.#changes.revisionOf(this.#corrections.addSound(classId, recent));
    }
    const { seen, lately } = this.#watching.pictures;
    if (!seen) throw new Error(NOTHING_YET[this.kind]);
    const added =
      this.kind === 'clip'
        ? this.#corrections.addClip(classId, lately)
        : this.#corrections.add(classId, seen.captured, seen.jpeg);
    return this.#changes.revisionOf(added);
  }

  /** Watch a photo or a video instead of the camera; null for the camera again. */
  look(eyes: Eyes | null): void {
    this.#watching.look(eyes);
  }

  /** Listen to a recording instead of the microphone; null for the microphone again. */
  listenTo(ears: Ears | null): void {
    this.#watching.listenTo(ears);
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

  /** Each block of a take of sound, before it is saved. */
  onHeard(callback: (block: RecordedSound) => void): () => void {
    return this.#held.heard.add(callback);
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

  /** Frames and blocks of sound that were recorded and are not yet on disk. */
  get unsaved(): number {
    return this.#stream.unsaved;
  }

  close(): void {
    const ended = this.#held.release();
    for (const stop of this.#stops) stop();
    this.#opened.close();
    this.#watching.close();
    dismissAll();
    void ended.then(() => this.#stream.close());
  }

  #hear(message: SocketMessage): void {
    switch (message.type) {
      case 'hello':
        this.learned(message.learning);
        this.#opened.refreshSoon();
        break;
      case 'learning':
        this.learned(message);
        this.#watching.pictures.goOn();
        break;
      case 'answer':
        this.#answered(message);
        break;
      case 'no-answer':
        this.#watching.unanswered(message);
        break;
      case 'saved':
        this.#corrections.saved(message);
        this.#held.saved(message);
        this.#opened.saved(message);
        break;
      case 'ended':
        this.#corrections.ended(message);
        this.#held.ended(message);
        if (message.sentence) toast(message.sentence);
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
    if (!this.#watching.answered(answer)) return;
    for (const event of answer.events) this.#fired.emit(event, answer);
  }

  #connected(state: Connection): void {
    this.connection = state;
    if (state === 'lost') {
      this.#watching.forget();
      // If the server answers, it says why: the project is gone, or the address is an old one.
      void this.refresh();
    }
  }
}
