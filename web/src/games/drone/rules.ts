// A small drone in a room: how it flies, 60 steps a second. Metres, seconds, radians.
import { STEPS_PER_SECOND } from '../clock';
import { blow, type Wind } from './wind';

const DT = 1 / STEPS_PER_SECOND;

/** Where it hovers, above the floor. */
export const HOVER = 1.5;
const CLIMB = 1.1; // m/s at most
const SINK = 0.7; // m/s at most
const LIFT = 3.5; // m/s2 that its motors can add
const GRAVITY = 9.8;

export const FLIP_SECONDS = 0.75;
/** Upside down, its motors pull it down. */
const FLIP_DROP = 2.4; // m/s2

/** Per cent a second. */
const DRAIN = 0.45;
const FLIP_COST = 4; // per cent
/** Below this it lands by itself. */
export const LOW = 15; // per cent
/** Below this it does not take off. */
export const LEAST = 20; // per cent

export type Stage = 'ground' | 'rising' | 'hovering' | 'flipping' | 'landing' | 'crashed';
export type Move = 'takeoff' | 'land' | 'flip';
export type Happening = 'up' | 'landed' | 'flipped' | 'low' | 'crashed';

export interface Flight {
  stage: Stage;
  armed: boolean;
  /** Along the wall; the pad is at 0. */
  x: number;
  /** Above the floor. */
  z: number;
  vx: number;
  vz: number;
  /** How it leans to the side. */
  lean: number;
  /** How far it has turned over in a flip, 0 to 2 pi. */
  turn: number;
  /** Speed of its propellers, 0 to 1, and where they are. */
  spin: number;
  blades: number;
  battery: number;
  wind: Wind;
}

export function newFlight(seed: number): Flight {
  return {
    stage: 'ground',
    armed: false,
    x: 0,
    z: 0,
    vx: 0,
    vz: 0,
    lean: 0,
    turn: 0,
    spin: 0,
    blades: 0,
    battery: 100,
    wind: { speed: 0, seed },
  };
}

export function isFlying({ stage }: Flight): boolean {
  return stage !== 'ground' && stage !== 'crashed';
}

/** Why a move can't be made now, in words; null if it can. */
export function refusal(flight: Flight, move: Move): string | null {
  const { stage, armed, battery } = flight;
  if (stage === 'crashed') return 'It has crashed. Reset it for another go.';
  if (!armed) return 'It is not armed, so it does not fly.';
  if (move === 'takeoff') {
    if (isFlying(flight) && stage !== 'landing') return 'It flies already.';
    return battery < LEAST ? 'Its battery is too low. Reset it for a full one.' : null;
  }
  if (!isFlying(flight)) return 'It is on the ground. Let it take off first.';
  if (move === 'flip' && stage === 'flipping') return 'It turns over already.';
  return move === 'flip' && battery < LEAST ? 'Its battery is too low for a flip.' : null;
}

/** Begins a move, unless it is refused: then the sentence that says why. */
export function begin(flight: Flight, move: Move): string | null {
  const refused = refusal(flight, move);
  if (refused !== null) return refused;
  if (move === 'takeoff') flight.stage = 'rising';
  if (move === 'land') flight.stage = 'landing';
  if (move === 'flip') {
    flight.stage = 'flipping';
    flight.battery -= FLIP_COST;
    flight.vz += 0.5; // a hop, to have room to fall
  }
  return null;
}

export function arm(flight: Flight): void {
  if (flight.stage === 'ground') flight.armed = true;
}

/** Lands and disarms, whatever it is doing. */
export function stop(flight: Flight): void {
  flight.armed = false;
  if (isFlying(flight)) flight.stage = 'landing';
}

/** One sixtieth of a second; what happened in it. */
export function step(flight: Flight): Happening | null {
  const flying = isFlying(flight);
  const wanted = flying ? 1 : flight.armed ? 0.25 : 0;
  flight.spin += (wanted - flight.spin) * (wanted > flight.spin ? 0.05 : 0.02);
  flight.blades = (flight.blades + flight.spin * 0.7) % (2 * Math.PI);
  if (!flying) return null;
  flight.battery = Math.max(0, flight.battery - DRAIN * DT);
  drift(flight);
  const turning = flight.stage === 'flipping' || flight.turn > 0;
  const happening = turning ? turnOver(flight) : rise(flight);
  flight.z += flight.vz * DT;
  if (flight.z <= 0) return touch(flight);
  if (flight.battery < LOW && flight.stage !== 'landing' && flight.stage !== 'flipping') {
    flight.stage = 'landing';
    return 'low';
  }
  return happening;
}

/** The wind pushes it aside; it leans against that, and back over the pad. */
function drift(flight: Flight): void {
  blow(flight.wind);
  const lifted = Math.min(1, flight.z / 0.5); // no wind at the floor
  const back = Math.max(-2, Math.min(2, -1.4 * flight.x - 1.6 * flight.vx));
  flight.vx += (back + 0.9 * flight.wind.speed * lifted) * DT;
  flight.x += flight.vx * DT;
  flight.lean += (Math.atan2(back, GRAVITY) * 1.6 - flight.lean) * 0.12;
}

/** Its motors bring it to the speed that takes it where it should be. */
function rise(flight: Flight): Happening | null {
  const { stage, z } = flight;
  const near = Math.max(0.25, Math.min(1, z / 0.4)); // gently onto the floor
  const wanted =
    stage === 'landing' ? -SINK * near : Math.max(-SINK, Math.min(CLIMB, 1.8 * (HOVER - z)));
  const lift = Math.max(-LIFT, Math.min(LIFT, 6 * (wanted - flight.vz)));
  // Until the propellers are fast enough it stays on the floor.
  if (flight.spin < 0.75 && z <= 0.001) flight.vz = 0.0001;
  else flight.vz += lift * DT;
  if (stage !== 'rising' || HOVER - z > 0.05) return null;
  flight.stage = 'hovering';
  return 'up';
}

function turnOver(flight: Flight): Happening | null {
  flight.turn += (2 * Math.PI * DT) / FLIP_SECONDS;
  flight.vz -= FLIP_DROP * (1 - Math.cos(flight.turn)) * DT;
  if (flight.turn < 2 * Math.PI) return null;
  flight.turn = 0;
  if (flight.stage === 'flipping') flight.stage = 'rising'; // and not when it is to land
  return 'flipped';
}

function touch(flight: Flight): Happening {
  const crashed = flight.turn > 0 || flight.vz < -1.2;
  Object.assign(flight, { z: 0, vx: 0, vz: 0, lean: 0 });
  flight.stage = crashed ? 'crashed' : 'ground';
  if (crashed) Object.assign(flight, { armed: false, spin: 0, lean: 0.5, turn: 0 });
  return crashed ? 'crashed' : 'landed';
}
