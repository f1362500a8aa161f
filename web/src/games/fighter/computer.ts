import { nextRandom } from '../random';
import { BLOWS, isInAir, phaseOf, type Blow, type Press } from './blows';
import { HALF } from './boxes';
import { SKILLS, type Level, type Skill } from './levels';
import { NOTHING, other, type Act, type Fighter, type Input, type Match, type Side } from './state';

/** What it sees of the other one. */
export interface Sight {
  x: number;
  y: number;
  act: Act;
  blow: Blow | null;
  since: number;
  low: boolean;
}

/** What it means to do for a while. */
interface Plan {
  hold: 'nearer' | 'away' | 'guard' | 'low guard' | null;
  press: Press | null;
  left: number;
}

/** An opponent: plain values; the same seed and the same match make the same moves. */
export interface Mind {
  level: Level;
  seed: number;
  /** What it has seen, oldest first; it knows the oldest only. */
  seen: Sight[];
  /** Blows a second of the other one, lately; and whether one has just begun. */
  pace: number;
  striking: boolean;
  plan: Plan;
}

/** Nearer than this a blow may touch, with a step in (units). */
const REACH: Readonly<Record<Exclude<Press, 'jump'>, number>> = {
  punch: BLOWS.punch.to + HALF + 30,
  kick: BLOWS.kick.to + HALF + 30,
  uppercut: BLOWS.uppercut.to + HALF + 10,
  sweep: BLOWS.sweep.to + HALF + 20,
};
const NEAR = REACH.kick;
const FAR = 300;
const GUARD_STEPS = 26;
/** For so long a blow counts as the other one's pace (steps). */
const LATELY = 300;
/** Blows a second of a lively opponent. */
const LIVELY = 0.6;
const SLOWEST = 0.3;
const QUICKEST = 1.4;

export function newMind(level: Level, seed: number): Mind {
  const plan: Plan = { hold: null, press: null, left: 0 };
  return { level, seed, seen: [], pace: 0.4, striking: false, plan };
}

function draw(mind: Mind): number {
  const { value, seed } = nextRandom(mind.seed);
  mind.seed = seed;
  return value;
}

function lookAt({ x, y, act, blow, since, low }: Fighter): Sight {
  return { x, y, act, blow, since, low };
}

/** One of several, as likely as its weight. */
function pick<Choice>(mind: Mind, choices: readonly (readonly [Choice, number])[]): Choice {
  let left = draw(mind) * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return (choices[choices.length - 1] as readonly [Choice, number])[0];
}

function chooseBlow(mind: Mind, skill: Skill, gap: number, seen: Sight): Press {
  const anything = pick(mind, [
    ['punch', 4],
    ['kick', 4],
    ['sweep', 1],
    ['uppercut', 1],
  ] as const);
  if (draw(mind) >= skill.wit) return anything;
  const guards = seen.act === 'guard' || seen.act === 'blocked';
  if (guards && !seen.low) return 'sweep'; // under a standing guard
  if (seen.y > 0) return 'uppercut';
  if (seen.act === 'crouch' || seen.low) return gap < REACH.sweep ? 'kick' : 'jump';
  if (gap < REACH.uppercut && draw(mind) < 0.3) return 'uppercut';
  if (gap < REACH.punch && draw(mind) < 0.55) return 'punch';
  return draw(mind) < 0.25 ? 'sweep' : 'kick';
}

/** Keeps up how often the other one strikes. */
function feelPace(mind: Mind, { act, since }: Sight): void {
  const striking = act === 'attack' && since === 0;
  mind.pace *= 1 - 1 / LATELY;
  if (striking && !mind.striking) mind.pace += 60 / LATELY;
  mind.striking = striking;
}

/** How often it attacks: a gentle opponent goes at the pace of the other one. */
function eagerness(mind: Mind, { attack, follow }: Skill): number {
  const pace = Math.min(Math.max(mind.pace / LIVELY, SLOWEST), QUICKEST);
  return attack * (1 - follow + follow * pace);
}

function think(mind: Mind, skill: Skill, own: Fighter, seen: Sight): Plan {
  const gap = Math.abs(seen.x - own.x);
  const left = Math.round(skill.patience * (1 + draw(mind)));
  const wait: Plan = { hold: null, press: null, left };
  if (seen.act === 'fall' || seen.act === 'lie') {
    return { ...wait, hold: gap < HALF * 4 ? 'away' : null };
  }
  const phase = seen.act === 'attack' && seen.blow ? phaseOf(seen.blow, seen.since) : null;
  if (seen.blow && (phase === 'startup' || phase === 'active') && gap < NEAR + 40) {
    if (draw(mind) < skill.guard) {
      const low = seen.blow === 'sweep' && draw(mind) < skill.wit;
      return { hold: low ? 'low guard' : 'guard', press: null, left: GUARD_STEPS };
    }
  } else if (phase === 'recovery' && seen.blow && !isInAir(seen.blow) && gap < NEAR) {
    if (draw(mind) < skill.punish) return { ...wait, press: gap < 110 ? 'punch' : 'kick' };
  }
  const coming = seen.y > 60 && gap < 190;
  if (coming && draw(mind) < skill.guard) {
    if (draw(mind) < 0.5) return { hold: 'guard', press: null, left: GUARD_STEPS };
    return { ...wait, press: 'uppercut' };
  }
  if (gap < NEAR) {
    if (draw(mind) < eagerness(mind, skill)) {
      return { ...wait, press: chooseBlow(mind, skill, gap, seen) };
    }
    return { ...wait, hold: pick(mind, [[null, 3], ['away', 2], ['guard', 2]] as const) };
  }
  if (gap > FAR && draw(mind) < 0.06) return { ...wait, hold: 'nearer', press: 'jump' };
  return { ...wait, hold: draw(mind) < skill.approach ? 'nearer' : null };
}

/** What it does in this step; it sees the other one late, as people do. */
export function play(mind: Mind, match: Match, side: Side): Input {
  const skill = SKILLS[mind.level];
  const own = match.fighters[side];
  mind.seen.push(lookAt(match.fighters[other(side)]));
  if (mind.seen.length > skill.reaction) mind.seen.shift();
  const seen = mind.seen[0];
  if (match.stage !== 'fight' || !seen) return NOTHING;
  feelPace(mind, seen);
  const { plan } = mind;
  let { press } = plan;
  plan.press = null;
  plan.left -= 1;
  if (plan.left <= 0) {
    mind.plan = think(mind, skill, own, seen);
    ({ press } = mind.plan);
    mind.plan.press = null;
  } else if (own.act === 'jump' && own.vy < 2 && Math.abs(seen.x - own.x) < 150) {
    press = 'kick'; // once on its way down
  }
  const { hold } = mind.plan;
  const towards = seen.x > own.x ? 'right' : 'left';
  const way = hold === 'nearer' ? towards : hold === 'away' ? opposite(towards) : null;
  return {
    left: way === 'left',
    right: way === 'right',
    down: hold === 'low guard',
    guard: hold === 'guard' || hold === 'low guard',
    watchful: false,
    press,
  };
}

function opposite(way: 'left' | 'right'): 'left' | 'right' {
  return way === 'left' ? 'right' : 'left';
}
