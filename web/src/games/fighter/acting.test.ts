import { beforeEach, describe, expect, it } from 'vitest';
import { fighting, health, hold, names, place, press, run } from '../../../testing/fighter_match';
import { act, BUFFER_STEPS, LIE_STEPS, remember, RISE_STEPS } from './acting';
import { BLOWS, type Press } from './blows';
import { LAND_STEPS } from './motion';
import { FULL, NOTHING, type Fighter, type Happening, type Input, type Match } from './state';

let match: Match;
beforeEach(() => {
  match = fighting();
});

/** One step of the first fighter alone: what came of what it was asked. */
function ask(input: Input, change: Partial<Fighter> = {}): Happening[] {
  const [fighter, foe] = match.fighters;
  Object.assign(fighter, change);
  const happened: Happening[] = [];
  remember(fighter, input);
  act(fighter, foe, input, 0, happened);
  return happened;
}

describe('a blow may begin', () => {
  it.each(['stand', 'walk', 'crouch', 'guard'] as const)('at any time from this: %s', (doing) => {
    expect(ask(press('kick'), { act: doing })).toMatchObject([{ what: 'swing', side: 0 }]);
    expect(match.fighters[0]).toMatchObject({ act: 'attack', blow: 'kick', since: 0 });
  });

  it.each(['fall', 'lie', 'win'] as const)('never from this: %s', (doing) => {
    expect(ask(press('kick'), { act: doing, since: 20 })).toEqual([]);
    expect(match.fighters[0].act).toBe(doing);
  });

  const { startup, active, recovery } = BLOWS.punch;
  it.each<[string, Partial<Fighter>, Partial<Fighter>]>([
    ['landing', { act: 'land', since: LAND_STEPS - 2 }, { since: LAND_STEPS - 1 }],
    ['getting up', { act: 'rise', since: RISE_STEPS - 2 }, { since: RISE_STEPS - 1 }],
    ['a hit', { act: 'hurt', stun: 2 }, { stun: 1 }],
    ['a guarded blow', { act: 'blocked', stun: 2 }, { stun: 1 }],
    [
      'another blow',
      { act: 'attack', blow: 'punch', since: startup + active + recovery - 2 },
      { since: startup + active + recovery - 1 },
    ],
  ])('after %s, and not a step before its end', (_, before, after) => {
    expect(ask(press('kick'), before)).toEqual([]);
    expect(match.fighters[0].act).toBe(before.act);
    expect(names(ask(press('kick'), after))).toEqual(['swing']);
  });

  it('in the air, once a jump', () => {
    expect(names(ask(press('jump')))).toEqual(['jump']);
    expect(ask(press('jump'))).toEqual([]);
    expect(names(ask(press('punch')))).toEqual(['swing']);
    expect(match.fighters[0].blow).toBe('airPunch');
    expect(ask(press('kick'), { since: 500 })).toEqual([]);
    expect(match.fighters[0].blow).toBe('airPunch');
  });

  it.each([
    ['punch', false, 'punch', false],
    ['punch', true, 'uppercut', false],
    ['kick', true, 'sweep', true],
  ] as const)('%s, crouching %j, is %s', (what, down, blow, low) => {
    ask(hold({ press: what, down }));
    expect(match.fighters[0]).toMatchObject({ blow, low });
  });
});

describe('what is asked for too early', () => {
  it('is done as soon as it can be', () => {
    run(match, BLOWS.kick.startup + 1, press('kick'));
    const [, foe] = match.fighters;
    expect(foe.act).toBe('hurt');
    expect(names(run(match, 2, NOTHING, press('punch')))).toEqual([]);
    run(match, foe.stun + match.freeze - 10);
    expect(names(run(match, 20, NOTHING, press('punch')))).toContain('swing');
  });

  it('is forgotten after a third of a second', () => {
    Object.assign(match.fighters[1], { act: 'hurt', stun: 40 });
    expect(names(run(match, 80, NOTHING, press('punch')))).toEqual([]);
    expect(BUFFER_STEPS / 60).toBeLessThan(1 / 3);
  });

  it('counts down, and gives way to what is asked for later', () => {
    const [fighter] = match.fighters;
    remember(fighter, press('punch'));
    for (let n = 1; n < BUFFER_STEPS; n += 1) remember(fighter, NOTHING);
    expect(fighter.wanted).toEqual({ press: 'punch', left: 1 });
    remember(fighter, press('kick'));
    expect(fighter.wanted).toEqual({ press: 'kick', left: BUFFER_STEPS });
    for (let n = 0; n < BUFFER_STEPS; n += 1) remember(fighter, NOTHING);
    expect(fighter.wanted).toBeNull();
  });

  it.each<Press>(['jump', 'sweep'])('is done once: %s', (what) => {
    ask(press(what));
    expect(match.fighters[0].wanted).toBeNull();
  });
});

describe('stepping in', () => {
  it('reaches not far away, but where a blow would fall just short', () => {
    place(match, -300, 40);
    run(match, 40, press('punch'));
    expect(health(match)).toEqual([FULL, FULL]);
    place(match, -75, 75);
    run(match, 40, press('punch'));
    expect(health(match)[1]).toBe(FULL - BLOWS.punch.damage);
  });

  it('is towards the other, only so far, and not at all when near', () => {
    const speed = (x: number, facing: 1 | -1 = 1): number => {
      match = fighting(x, 0);
      ask(press('punch'), { facing });
      return match.fighters[0].vx;
    };
    expect(speed(-80)).toBe(0);
    expect(speed(-160)).toBeGreaterThan(0);
    expect(speed(-190)).toBeGreaterThan(speed(-160));
    expect(speed(-500)).toBe(speed(-300));
    expect(speed(160, -1)).toBe(-speed(-160));
  });
});

describe('what is held', () => {
  it.each<[string, Partial<Input>, Partial<Fighter>]>([
    ['nothing', {}, { act: 'stand', vx: 0 }],
    ['both ways', { left: true, right: true }, { act: 'stand', vx: 0 }],
    ['down', { down: true, right: true }, { act: 'crouch', low: true, vx: 0 }],
    ['the guard', { guard: true, right: true }, { act: 'guard', low: false, loose: false }],
    ['a low guard', { guard: true, down: true }, { act: 'guard', low: true, loose: false }],
    ['nothing, watchfully', { watchful: true }, { act: 'guard', loose: true }],
    ['down, watchfully', { watchful: true, down: true }, { act: 'crouch', loose: false }],
    ['the guard, watchfully', { watchful: true, guard: true }, { act: 'guard', loose: false }],
  ])('%s', (_, held, becomes) => {
    ask(hold(held), { act: 'walk', vx: 3 });
    expect(match.fighters[0]).toMatchObject(becomes);
  });

  it('walks either way until it is let go of', () => {
    ask(hold({ left: true }));
    expect(match.fighters[0].act).toBe('walk');
    expect(match.fighters[0].vx).toBeLessThan(0);
    ask(hold({ right: true }));
    expect(match.fighters[0].vx).toBeGreaterThan(0);
    ask(NOTHING);
    expect(match.fighters[0]).toMatchObject({ act: 'stand', vx: 0 });
  });

  it('takes a jump along', () => {
    ask(hold({ press: 'jump', left: true }));
    expect(match.fighters[0].act).toBe('jump');
    expect(match.fighters[0].vx).toBeLessThan(0);
  });
});

describe('who was knocked over', () => {
  it('lies, gets up, and cannot be hit for a moment', () => {
    const [fighter] = match.fighters;
    Object.assign(fighter, { act: 'lie', since: 0, chain: 3 });
    for (let n = 1; n < LIE_STEPS; n += 1) ask(NOTHING);
    expect(fighter.act).toBe('lie');
    ask(NOTHING);
    expect(fighter.act).toBe('rise');
    for (let n = 1; n < RISE_STEPS; n += 1) ask(NOTHING);
    expect([fighter.act, fighter.safe]).toEqual(['rise', 0]);
    ask(NOTHING);
    expect([fighter.act, fighter.chain]).toEqual(['stand', 0]);
    const { safe } = fighter;
    expect(safe).toBeGreaterThan(5);
    for (let n = 0; n < safe; n += 1) ask(NOTHING);
    expect(fighter.safe).toBe(0);
  });

  it('stays down when nothing is left', () => {
    for (let n = 0; n < 3; n += 1) ask(NOTHING, { act: 'lie', since: LIE_STEPS + n, health: 0 });
    expect(match.fighters[0].act).toBe('lie');
  });
});
