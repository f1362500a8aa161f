import { BLOWS, type BlowSpec } from './blows';
import { hitBox, hurtBox, overlap, type Box } from './boxes';
import { EDGE } from './motion';
import { enter, other, SIDES, type Fighter, type Happening, type Match, type Side } from './state';

/** Of the damage, what comes through a guard; it never decides a round. */
const THROUGH = 0.2;
const THROUGH_LOOSE = 0.4;
/** Of the stun and the push, what is left behind a guard. */
const GUARDED = 0.65;
/** So many blows in a row knock over, so that nobody is held for ever. */
const LONGEST_CHAIN = 3;
const FLY_UP = 7.5; // units a step
const FLY_BACK = 5;
/** Steps that everything stands still: for any blow, and more for a strong one. */
const FREEZE = 4;
const FREEZE_FOR_DAMAGE = 0.45;

interface Touch {
  side: Side;
  spec: BlowSpec;
  /** The middle of where they touch. */
  x: number;
  y: number;
}

function middle(a: Box, b: Box): { x: number; y: number } {
  return {
    x: (Math.max(a.left, b.left) + Math.min(a.right, b.right)) / 2,
    y: (Math.max(a.bottom, b.bottom) + Math.min(a.top, b.top)) / 2,
  };
}

function findTouch(match: Match, side: Side): Touch | null {
  const fighter = match.fighters[side];
  const hit = hitBox(fighter);
  if (!hit || !fighter.blow) return null;
  const hurt = hurtBox(match.fighters[other(side)]);
  if (!hurt || !overlap(hit, hurt)) return null;
  return { side, spec: BLOWS[fighter.blow], ...middle(hit, hurt) };
}

/** Whether a guard holds against a blow. */
export function holds(fighter: Fighter, foe: Fighter, spec: BlowSpec): boolean {
  if (fighter.act !== 'guard' && fighter.act !== 'blocked') return false;
  if (Math.sign(foe.x - fighter.x) === -fighter.facing) return false;
  if (spec.level === 'low') return fighter.low;
  return spec.level === 'middle' || !fighter.low;
}

/** Pushes a fighter back; at the edge of the stage the push goes to whoever gave it. */
function push(fighter: Fighter, foe: Fighter, speed: number): void {
  const way = foe.x > fighter.x ? -1 : 1;
  fighter.vx = way * speed;
  if (fighter.x * way >= EDGE - 4 && foe.y === 0) foe.vx = -way * speed;
}

function knockOver(fighter: Fighter, strength: number): void {
  fighter.vy = FLY_UP + 0.3 * strength;
  fighter.y = Math.max(fighter.y, 0.01);
  fighter.vx = Math.sign(fighter.vx) * FLY_BACK;
  fighter.low = false;
  fighter.since = 0;
  enter(fighter, 'fall');
}

function feel(fighter: Fighter, foe: Fighter, spec: BlowSpec): 'hit' | 'blocked' {
  fighter.blow = null;
  fighter.wanted = null;
  fighter.since = 0;
  if (holds(fighter, foe, spec)) {
    const through = fighter.loose ? THROUGH_LOOSE : THROUGH;
    fighter.health = Math.max(1, fighter.health - Math.round(through * spec.damage));
    fighter.stun = Math.round(GUARDED * spec.stun);
    push(fighter, foe, GUARDED * spec.push);
    enter(fighter, 'blocked');
    return 'blocked';
  }
  fighter.health = Math.max(0, fighter.health - spec.damage);
  fighter.chain += 1;
  push(fighter, foe, spec.push);
  const over = fighter.health === 0 || spec.fells || fighter.chain >= LONGEST_CHAIN;
  if (over || fighter.y > 0) knockOver(fighter, spec.damage);
  else {
    fighter.stun = spec.stun;
    enter(fighter, 'hurt');
  }
  return 'hit';
}

/** Lets both blows land that touch in this step: neither is first. */
export function exchangeBlows(match: Match, happened: Happening[]): void {
  const first = findTouch(match, 0);
  const second = findTouch(match, 1);
  for (const touch of [first, second]) {
    if (!touch) continue;
    const side = other(touch.side);
    const fighter = match.fighters[touch.side];
    const foe = match.fighters[side];
    fighter.landed = true;
    const strength = touch.spec.damage;
    const what = feel(foe, fighter, touch.spec);
    const weight = what === 'hit' ? FREEZE_FOR_DAMAGE : 0;
    match.freeze = Math.max(match.freeze, FREEZE + Math.round(weight * strength));
    happened.push({ what, side, x: touch.x, y: touch.y, strength });
  }
  for (const side of SIDES) {
    const { health, x, y, act, since } = match.fighters[side];
    const out = health === 0 && act === 'fall' && since === 0;
    if (out) happened.push({ what: 'ko', side, x, y, strength: 0 });
  }
}
