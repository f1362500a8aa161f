import { RISE_STEPS } from '../acting';
import { BLOWS } from '../blows';
import { LAND_STEPS } from '../motion';
import type { Fighter } from '../state';
import { ANKLE, ease, mix, pose, READY, settle, snap, type Pose } from './pose';
import {
  BLOCKED,
  BREATH,
  CROUCH,
  FLYING,
  GUARD,
  HURT,
  KNEELING,
  LOW_BLOCKED,
  LOW_GUARD,
  LOW_HURT,
  LYING,
  PROUD,
  PROUDER,
  RISING,
  SINKING,
  SQUASH,
  TUCKED,
} from './poses';
import { STRIKES } from './strikes';

const STRIDE = 124; // units for a step with each foot
const HALF_STEP = 31;
const LIFT = 17;
const BREATH_STEPS = 88;

/** One foot of a walk: on the floor for half of the time, through the air for the rest. */
function footAt(phase: number): { x: number; y: number; toes: number } {
  const p = phase - Math.floor(phase);
  if (p < 0.5) return { x: HALF_STEP * (1 - 4 * p), y: 0, toes: 0 };
  const swing = (p - 0.5) * 2;
  const toes = -34 * Math.sin(Math.PI * swing) * (1 - swing);
  return { x: HALF_STEP * (2 * ease(swing) - 1), y: LIFT * Math.sin(Math.PI * swing), toes };
}

function walking(fighter: Fighter): Pose {
  const phase = (fighter.x * fighter.facing) / STRIDE;
  const near = footAt(phase);
  const far = footAt(phase + 0.5);
  const sway = Math.sin(2 * Math.PI * phase);
  const back = fighter.vx * fighter.facing < 0;
  return pose({
    hipX: 0,
    hipY: 85 + 3 * Math.cos(4 * Math.PI * phase),
    lean: back ? 3 : 13,
    twist: 0.22 * sway,
    nearX: 26 - 5 * sway,
    farX: 38 + 5 * sway,
    nearFootX: near.x - 9,
    nearFootY: ANKLE + near.y,
    nearToes: near.toes,
    farFootX: far.x + 5,
    farFootY: ANKLE + far.y,
    farToes: far.toes,
  });
}

function striking(fighter: Fighter): Pose {
  const { blow, since, low } = fighter;
  if (!blow) return READY;
  const { startup, active, recovery } = BLOWS[blow];
  const { wind, hit, follow } = STRIKES[blow];
  const airborne = fighter.y > 0;
  const start = airborne ? TUCKED : low ? CROUCH : READY;
  const drawBack = 0.45 * startup;
  if (since < drawBack) return mix(start, wind, ease((since + 1) / drawBack));
  if (since <= startup) {
    return mix(wind, hit, snap((since - drawBack + 1) / (startup - drawBack)));
  }
  // A little too far at first, then back.
  if (since < startup + active) {
    return mix(wind, hit, 1 + 0.05 * Math.sin(Math.PI * ((since - startup) / active)));
  }
  const after = since - startup - active;
  if (airborne) return mix(hit, follow, settle(after / 10));
  const through = 0.35 * recovery;
  if (after < through) return mix(hit, follow, ease(after / through));
  return mix(follow, low ? CROUCH : READY, ease((after - through) / (recovery - through)));
}

function jumping(fighter: Fighter): Pose {
  const { vy } = fighter;
  if (vy > 7) return mix(RISING, TUCKED, ease((15 - vy) / 8));
  return vy > -4 ? TUCKED : mix(TUCKED, SINKING, ease((-4 - vy) / 8));
}

function gettingUp(since: number): Pose {
  const share = since / RISE_STEPS;
  if (share < 0.5) return mix(LYING, KNEELING, ease(2 * share));
  return mix(KNEELING, READY, ease(2 * share - 1));
}

/** The pose of a fighter as the rules have it. */
export function poseOf(fighter: Fighter, time: number): Pose {
  const { act, since, low, stun } = fighter;
  const breath = 0.5 - 0.5 * Math.cos((2 * Math.PI * time) / BREATH_STEPS);
  switch (act) {
    case 'stand':
      return mix(READY, BREATH, breath);
    case 'walk':
      return walking(fighter);
    case 'crouch':
      return mix(CROUCH, pose({ hipY: 48 }, CROUCH), breath);
    case 'guard':
      return low ? LOW_GUARD : GUARD;
    case 'jump':
      return jumping(fighter);
    case 'land':
      return mix(SQUASH, READY, ease(since / LAND_STEPS - 0.5));
    case 'attack':
      return striking(fighter);
    case 'hurt':
      return mix(READY, low ? LOW_HURT : HURT, ease(stun / 9));
    case 'blocked':
      return mix(low ? LOW_GUARD : GUARD, low ? LOW_BLOCKED : BLOCKED, ease(stun / 8));
    case 'fall':
      return mix(low ? LOW_HURT : HURT, FLYING, settle(since / 12));
    case 'lie':
      // It comes down hard, and its legs follow.
      return mix(FLYING, LYING, settle(0.35 + since / 8));
    case 'rise':
      return gettingUp(since);
    case 'win':
      return mix(PROUD, PROUDER, breath);
  }
}
