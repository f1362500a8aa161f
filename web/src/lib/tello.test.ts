import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DroneView } from './protocol';
import { BEAT, Tello } from './tello.svelte';

const READY: DroneView = {
  status: 'ready',
  sentence: 'Connected.',
  battery: 80,
  height: 0,
  hands: 'nobody',
};
const FLYING: DroneView = { ...READY, status: 'flying', hands: 'yours' };

let tello: Tello;
let leave: () => void;
/** What the server says next; a sentence is why it refuses. */
let says: DroneView | string | Error;
let asked: string[];
let bodies: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  says = READY;
  asked = [];
  bodies = [];
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    asked.push(`${method} ${path.split('?')[0]!.replace('/api/drone', '')}`);
    bodies.push(body ? JSON.parse(body as string) : null);
    if (says instanceof Error) return Promise.reject(says);
    const refused = typeof says === 'string';
    const text = JSON.stringify(refused ? { sentence: says } : says);
    return Promise.resolve({ status: refused ? 400 : 200, text: () => Promise.resolve(text) });
  });
  tello = new Tello();
  leave = () => undefined;
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const beats = (n: number) => vi.advanceTimersByTimeAsync(n * BEAT);

async function fly(): Promise<void> {
  leave = tello.attend();
  says = FLYING;
  await tello.arm();
  asked = [];
}

describe('the real drone', () => {
  it('is looked at every second, and told that the page is there once it is in hand', async () => {
    leave = tello.attend();
    await beats(2);
    expect(asked).toEqual(['GET ', 'GET ', 'GET ']);
    expect(tello.connected).toBe(true);
    says = FLYING;
    await tello.arm();
    await beats(2);
    expect(asked.slice(3)).toEqual(['POST /arm', 'POST /alive', 'POST /alive']);
    expect(tello.inHand).toBe(true);
  });

  it('is not kept up by a page that has stopped it', async () => {
    await fly();
    const stopped = tello.stop();
    expect(tello.inHand).toBe(false); // before any answer
    await stopped;
    await beats(1);
    expect(asked).toEqual(['POST /stop', 'GET ']);
    says = READY;
    await beats(1);
    says = FLYING;
    await tello.arm();
    expect(tello.inHand).toBe(true);
  });

  it('is stopped whatever the page knows of it', async () => {
    await tello.stop();
    expect(asked).toEqual(['POST /stop']);
  });

  it('is told moves with their age, and none that are too old', async () => {
    await fly();
    await tello.move('flip', performance.now() - 300);
    expect(bodies.at(-1)).toEqual({ move: 'flip', age: 0.3 });
    expect(await tello.move('flip', performance.now() - 1200)).toBe(false);
    expect(tello.problem).toBe('This came 1.2 seconds late, so it was not done.');
    expect(asked).toEqual(['POST /move']);
  });

  it('lands however late it is told to', async () => {
    await fly();
    await tello.move('land', performance.now() - 5000);
    expect(bodies.at(-1)).toEqual({ move: 'land', age: 5 });
  });

  it('tells why it is refused', async () => {
    says = 'The drone is not armed, so it does not fly. Arm it first.';
    expect(await tello.move('takeoff', performance.now())).toBe(false);
    expect(tello.problem).toBe(says);
  });

  it('tells when the studio is gone, and when it is back', async () => {
    await fly();
    says = new TypeError('no network');
    await beats(1);
    expect(tello.problem).toContain('lands by itself');
    says = FLYING;
    await beats(1);
    expect(tello.problem).toBeNull();
  });

  it('is being connected until that is done', async () => {
    const connecting = tello.connect();
    expect(tello.busy).toBe(true);
    await connecting;
    expect(tello.busy).toBe(false);
    await tello.disconnect();
    expect(asked).toEqual(['POST /connect', 'POST /close']);
  });

  it('lands when the game is left', async () => {
    await fly();
    leave();
    expect(asked).toEqual(['POST /stop']);
    await beats(3);
    expect(asked).toEqual(['POST /stop']);
  });

  it('lands when the page is hidden', async () => {
    await fly();
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked).toEqual(['POST /stop']);
  });

  it('lands when the page is closed', async () => {
    await fly();
    const beacon = vi.fn(() => true);
    vi.stubGlobal('navigator', { sendBeacon: beacon });
    dispatchEvent(new Event('pagehide'));
    expect(beacon).toHaveBeenCalledWith('/api/drone/stop');
  });

  it('is left alone by a page that does not fly it', async () => {
    leave = tello.attend();
    await beats(1);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    leave();
    expect(asked).not.toContain('POST /stop');
  });
});
