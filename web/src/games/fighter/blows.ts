/** What a fighter can be told to do once; the rest is held. */
export type Press = 'jump' | 'punch' | 'kick' | 'uppercut' | 'sweep';

export type Blow = 'punch' | 'kick' | 'uppercut' | 'sweep' | 'airPunch' | 'airKick';

/** One blow; times in steps (1/60 s), lengths in units (a fighter is 190 high). */
export interface BlowSpec {
  /** Before it can touch, while it can, and after. */
  startup: number;
  active: number;
  recovery: number;
  /** Of 100. */
  damage: number;
  /** How long whoever is hit can do nothing. */
  stun: number;
  /** How fast whoever is hit is pushed back, in units a step. */
  push: number;
  /** Where it touches: ahead of the fighter, and above its feet. */
  from: number;
  to: number;
  bottom: number;
  top: number;
  /** A low blow goes under a standing guard, one from above over a crouching one. */
  level: 'low' | 'middle' | 'above';
  /** Whether it knocks over. */
  fells: boolean;
}

export const BLOWS: Readonly<Record<Blow, BlowSpec>> = {
  punch: {
    startup: 7,
    active: 4,
    recovery: 10,
    damage: 6,
    stun: 17,
    push: 6,
    from: 10,
    to: 106,
    bottom: 132,
    top: 170,
    level: 'middle',
    fells: false,
  },
  kick: {
    startup: 11,
    active: 5,
    recovery: 15,
    damage: 10,
    stun: 22,
    push: 8.5,
    from: 10,
    to: 126,
    bottom: 88,
    top: 160,
    level: 'middle',
    fells: false,
  },
  uppercut: {
    startup: 10,
    active: 6,
    recovery: 24,
    damage: 13,
    stun: 26,
    push: 5,
    from: 6,
    to: 84,
    bottom: 70,
    top: 224,
    level: 'middle',
    fells: true,
  },
  sweep: {
    startup: 13,
    active: 5,
    recovery: 19,
    damage: 8,
    stun: 22,
    push: 4,
    from: 10,
    to: 122,
    bottom: 0,
    top: 38,
    level: 'low',
    fells: true,
  },
  airPunch: {
    startup: 6,
    active: 16,
    recovery: 60, // until it lands
    damage: 8,
    stun: 20,
    push: 6.5,
    from: 6,
    to: 92,
    bottom: 26,
    top: 116,
    level: 'above',
    fells: false,
  },
  airKick: {
    startup: 7,
    active: 16,
    recovery: 60,
    damage: 10,
    stun: 22,
    push: 8,
    from: 6,
    to: 104,
    bottom: -6,
    top: 76,
    level: 'above',
    fells: false,
  },
};

/** The blow that a press means for a fighter in the air, crouching or standing. */
export function blowOf(press: Exclude<Press, 'jump'>, airborne: boolean, low: boolean): Blow {
  const high = press === 'punch' || press === 'uppercut';
  if (airborne) return high ? 'airPunch' : 'airKick';
  if (!low) return press;
  return high ? 'uppercut' : 'sweep';
}

export function isInAir(blow: Blow): boolean {
  return blow === 'airPunch' || blow === 'airKick';
}

/** Which part of a blow is on after so many steps. */
export function phaseOf(blow: Blow, since: number): 'startup' | 'active' | 'recovery' | 'over' {
  const { startup, active, recovery } = BLOWS[blow];
  if (since < startup) return 'startup';
  if (since < startup + active) return 'active';
  return since < startup + active + recovery ? 'recovery' : 'over';
}
