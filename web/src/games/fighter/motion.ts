import { HALF } from './boxes';
import { enter, type Fighter, type Happening, type Side } from './state';

// Units a step, and units a step a step.
export const FORWARD = 3.7;
export const BACKWARD = 3;
const JUMP_UP = 15.6;
const JUMP_ALONG = 5.4;
const GRAVITY = 0.76;
/** The share of a push that is left after a step. */
export const SLIDE = 0.87;
/** How fast one who comes down on the other slips off. */
const SLIP = 9;
/** Nearer than this in height, two are in each other's way. */
const CLEAR = 115;

/** The stage reaches so far from its middle, and two can part no further than this. */
export const STAGE = 470;
export const APART = 540;
export const EDGE = STAGE - HALF;

/** Steps a landing takes. */
export const LAND_STEPS = 4;

export function jump(fighter: Fighter, way: -1 | 0 | 1): void {
  fighter.vy = JUMP_UP;
  fighter.vx = way * JUMP_ALONG;
  fighter.low = false;
  enter(fighter, 'jump');
}

/** Moves a fighter by one step, down to the floor and no further than the edge of the stage. */
export function move(fighter: Fighter, side: Side, happened: Happening[]): void {
  fighter.x = clamp(fighter.x + fighter.vx);
  if (fighter.y === 0 && fighter.vy <= 0) {
    if (fighter.act !== 'walk') fighter.vx *= SLIDE;
    if (Math.abs(fighter.vx) < 0.05) fighter.vx = 0;
    return;
  }
  fighter.y += fighter.vy;
  fighter.vy -= GRAVITY;
  if (fighter.y > 0) return;
  fighter.y = 0;
  fighter.vy = 0;
  const fell = fighter.act === 'fall';
  if (fell) enter(fighter, 'lie');
  else if (fighter.act === 'jump' || fighter.act === 'attack') {
    fighter.vx = 0;
    fighter.blow = null;
    enter(fighter, 'land');
  }
  const what = fell ? 'thud' : 'land';
  happened.push({ what, side, x: fighter.x, y: 0, strength: 0 });
}

function clamp(x: number): number {
  return Math.min(Math.max(x, -EDGE), EDGE);
}

/** Keeps two out of each other; whoever has an edge behind leaves the way to the other. */
export function separate(a: Fighter, b: Fighter): void {
  if (Math.abs(a.y - b.y) >= CLEAR) return;
  const [left, right] = a.x < b.x || (a.x === b.x && a.facing === 1) ? [a, b] : [b, a];
  const inside = 2 * HALF - (right.x - left.x);
  if (inside <= 0) return;
  const inAir = a.y > 0 || b.y > 0;
  const part = inAir ? Math.min(inside, SLIP) : inside;
  left.x = clamp(left.x - part / 2);
  right.x = clamp(right.x + part / 2);
  // What an edge did not allow, the other one gives.
  const rest = part - inside + 2 * HALF - (right.x - left.x);
  if (rest <= 0) return;
  if (left.x <= -EDGE) right.x += rest;
  else left.x -= rest;
}

/** Holds back whoever walks out of the other's sight. */
export function keepTogether(a: Fighter, b: Fighter): void {
  const [left, right] = a.x <= b.x ? [a, b] : [b, a];
  const excess = right.x - left.x - APART;
  if (excess <= 0) return;
  const [out, far] = [left.vx < 0, right.vx > 0];
  const share = out === far ? 0.5 : out ? 1 : 0;
  left.x += share * excess;
  right.x -= (1 - share) * excess;
}

/** Turns a fighter to the other. */
export function face(fighter: Fighter, foe: Fighter): void {
  const { act } = fighter;
  const free = act === 'stand' || act === 'walk' || act === 'crouch' || act === 'guard';
  if (!free && act !== 'land' && act !== 'rise') return;
  if (foe.x !== fighter.x) fighter.facing = foe.x > fighter.x ? 1 : -1;
}
