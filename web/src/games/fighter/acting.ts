import { BLOWS, blowOf, isInAir, phaseOf, type Blow } from './blows';
import { HALF } from './boxes';
import { BACKWARD, FORWARD, jump, LAND_STEPS, SLIDE } from './motion';
import { enter, type Fighter, type Happening, type Input, type Side } from './state';

/** What is pressed a little too early is done as soon as it can be (steps: 0.3 s). */
export const BUFFER_STEPS = 18;
export const LIE_STEPS = 34;
export const RISE_STEPS = 22;
/** After getting up nothing hits for a moment. */
const SAFE_STEPS = 14;
/** A blow that would fall short steps in, by at most so much (units). */
const STEP_IN = 64;
/** It aims to touch so deep. */
const DEPTH = 14;

/** Remembers what is asked for, for as long as it may be done late. */
export function remember(fighter: Fighter, input: Input): void {
  if (input.press) fighter.wanted = { press: input.press, left: BUFFER_STEPS };
  else if (fighter.wanted && (fighter.wanted.left -= 1) <= 0) fighter.wanted = null;
}

function strike(fighter: Fighter, foe: Fighter, blow: Blow): void {
  fighter.wanted = null;
  fighter.blow = blow;
  fighter.landed = false;
  enter(fighter, 'attack');
  fighter.since = 0;
  if (isInAir(blow)) return;
  const { startup, to } = BLOWS[blow];
  fighter.low = blow === 'sweep';
  const short = Math.abs(foe.x - fighter.x) - HALF - to + DEPTH;
  const stepIn = Math.min(Math.max(short, 0), STEP_IN);
  fighter.vx = (fighter.facing * stepIn * (1 - SLIDE)) / (1 - SLIDE ** startup);
}

function wayOf({ left, right }: Input): -1 | 0 | 1 {
  if (left === right) return 0;
  return left ? -1 : 1;
}

/** What a fighter does that is free to do anything. */
function choose(fighter: Fighter, foe: Fighter, input: Input): 'jump' | 'swing' | null {
  const { wanted } = fighter;
  const way = wayOf(input);
  if (fighter.act === 'walk') fighter.vx = 0;
  fighter.low = input.down;
  if (wanted?.press === 'jump') {
    fighter.wanted = null;
    jump(fighter, way);
    return 'jump';
  }
  if (wanted) {
    strike(fighter, foe, blowOf(wanted.press, false, input.down));
    return 'swing';
  }
  const idle = way === 0 && !input.down && !input.guard;
  fighter.loose = idle && input.watchful;
  if (input.guard || fighter.loose) enter(fighter, 'guard');
  else if (input.down) enter(fighter, 'crouch');
  else if (way !== 0) {
    enter(fighter, 'walk');
    fighter.vx = way * (way === fighter.facing ? FORWARD : BACKWARD);
  } else enter(fighter, 'stand');
  return null;
}

/** Whether a fighter may begin something else; ends what is over. */
function isFree(fighter: Fighter): boolean {
  const { act, since, blow } = fighter;
  switch (act) {
    case 'stand':
    case 'walk':
    case 'crouch':
    case 'guard':
      return true;
    case 'land':
      return since >= LAND_STEPS;
    case 'attack':
      return blow !== null && !isInAir(blow) && phaseOf(blow, since) === 'over';
    case 'hurt':
    case 'blocked':
      fighter.stun -= 1;
      return fighter.stun <= 0;
    case 'lie':
      if (since >= LIE_STEPS && fighter.health > 0) enter(fighter, 'rise');
      return false;
    case 'rise':
      if (since < RISE_STEPS) return false;
      fighter.safe = SAFE_STEPS;
      return true;
    default:
      return false;
  }
}

/** One step of what a fighter does. */
export function act(
  fighter: Fighter,
  foe: Fighter,
  input: Input,
  side: Side,
  happened: Happening[],
): void {
  fighter.since += 1;
  if (fighter.safe > 0) fighter.safe -= 1;
  let did: 'jump' | 'swing' | null = null;
  if (isFree(fighter)) {
    fighter.chain = 0;
    fighter.blow = null;
    did = choose(fighter, foe, input);
  } else if (fighter.act === 'jump' && fighter.wanted && fighter.wanted.press !== 'jump') {
    strike(fighter, foe, blowOf(fighter.wanted.press, true, false));
    did = 'swing';
  }
  if (did) happened.push({ what: did, side, x: fighter.x, y: fighter.y, strength: 0 });
}
