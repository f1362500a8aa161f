import { api, ApiError } from './api';
import { newTakeId } from './frames';
import { MOVE_SECONDS, type DroneMove, type DroneView } from './protocol';

export const BEAT = 1000; // ms between two words that the page is there
const PATIENCE = 2000; // ms for an answer to one of them
const SILENT = 'The studio does not answer. If the drone flies, it lands by itself in a moment.';

/** The real drone, flown through the server by this page. */
export class Tello {
  view = $state.raw<DroneView | null>(null);
  /** What went wrong last. */
  problem = $state<string | null>(null);
  /** Whether it is being connected or let go of, which takes seconds. */
  busy = $state(false);

  /** After STOP the page no longer says that it is there, until it has landed. */
  #stopped = false;
  readonly #page = newTakeId();

  /** Whether this page flies it. */
  get inHand(): boolean {
    return this.view?.hands === 'yours' && !this.#stopped;
  }

  get connected(): boolean {
    return this.view !== null && this.view.status !== 'off';
  }

  /** Look after it until the returned function is called, which lands it. */
  attend(): () => void {
    const timer = setInterval(() => void this.#beat(), BEAT);
    // Whoever does not see the page can't stop it quickly.
    const leave = (): void => {
      if (document.hidden && this.inHand) void this.stop();
    };
    // A page that goes may only leave a word behind.
    const gone = (): void => {
      if (this.inHand) navigator.sendBeacon('/api/drone/stop');
    };
    document.addEventListener('visibilitychange', leave);
    addEventListener('pagehide', gone);
    void this.#beat();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', leave);
      removeEventListener('pagehide', gone);
      if (this.inHand) void this.stop();
    };
  }

  connect(): Promise<boolean> {
    return this.#slowly('connect');
  }

  /** Land it and let go of it. */
  disconnect(): Promise<boolean> {
    return this.#slowly('close');
  }

  arm(): Promise<boolean> {
    this.#stopped = false;
    return this.#do(() => api.tellDrone(this.#page, 'arm'));
  }

  /** Land it and disarm it, whoever flies it. */
  stop(): Promise<boolean> {
    this.#stopped = true;
    return this.#do(() => api.tellDrone(this.#page, 'stop'));
  }

  /** Have a move made that was said at a time of the page's clock (ms); landing is never late. */
  move(move: DroneMove, at: number): Promise<boolean> {
    const age = Math.max(0, (performance.now() - at) / 1000);
    const left = MOVE_SECONDS - age;
    if (move === 'land') return this.#do(() => api.flyDrone(this.#page, { move, age }));
    if (left <= 0) {
      this.problem = `This came ${age.toFixed(1)} seconds late, so it was not done.`;
      return Promise.resolve(false);
    }
    const signal = AbortSignal.timeout(left * 1000);
    return this.#do(() => api.flyDrone(this.#page, { move, age }, signal));
  }

  /** Say that the page is there, if it flies the drone, and look how the drone is. */
  async #beat(): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE);
    const { inHand } = this;
    try {
      const { status } = (this.view = await (inHand
        ? api.tellDrone(this.#page, 'alive', signal)
        : api.drone(this.#page, signal)));
      if (status === 'ready' || status === 'off') this.#stopped = false;
      if (this.problem === SILENT) this.problem = null;
    } catch {
      if (this.connected) this.problem = SILENT;
    }
  }

  async #slowly(what: 'connect' | 'close'): Promise<boolean> {
    this.busy = true;
    try {
      return await this.#do(() => api.tellDrone(this.#page, what));
    } finally {
      this.busy = false;
    }
  }

  async #do(work: () => Promise<DroneView>): Promise<boolean> {
    try {
      this.view = await work();
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = error instanceof ApiError ? error.message : SILENT;
      return false;
    }
  }
}
