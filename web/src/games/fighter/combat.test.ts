import { beforeEach, describe, expect, it } from 'vitest';
import {
  fighting,
  GUARD,
  health,
  hold,
  LOW_GUARD,
  names,
  place,
  press,
  run,
  strike,
} from '../../../testing/fighter_match';
import { BLOWS, type Blow } from './blows';
import { hitBox, hurtBox } from './boxes';
import { exchangeBlows, holds } from './combat';
import { EDGE } from './motion';
import { step } from './rules';
import { FULL, NOTHING, type Happening, type Match } from './state';

let match: Match;
beforeEach(() => {
  match = fighting();
});

function exchange(): Happening[] {
  const happened: Happening[] = [];
  exchangeBlows(match, happened);
  return happened;
}

describe('a blow', () => {
  it('hurts once, pushes back and stuns', () => {
    const happened = run(match, 40, press('kick'));
    expect(health(match)).toEqual([FULL, FULL - BLOWS.kick.damage]);
    expect(names(happened)).toEqual(['swing', 'hit']);
    expect(match.fighters[1].x).toBeGreaterThan(70);
  });

  it.each(['punch', 'kick', 'uppercut', 'sweep'] as const)('does what it says: %s', (blow) => {
    strike(match, 0, blow);
    const boxes = [hitBox(match.fighters[0]), hurtBox(match.fighters[1])];
    const [hit] = exchange();
    expect(hit).toMatchObject({ what: 'hit', side: 1, strength: BLOWS[blow].damage });
    for (const box of boxes) {
      expect(hit!.x > box!.left && hit!.x < box!.right).toBe(true);
      expect(hit!.y > box!.bottom && hit!.y < box!.top).toBe(true);
    }
    const [fighter, foe] = match.fighters;
    expect(health(match)).toEqual([FULL, FULL - BLOWS[blow].damage]);
    const { fells, stun, push } = BLOWS[blow];
    expect(foe.vx).toBeGreaterThan(0);
    expect([foe.act, foe.vy > 0]).toEqual(fells ? ['fall', true] : ['hurt', false]);
    if (!fells) expect([foe.stun, foe.vx]).toEqual([stun, push]);
    expect(fighter.landed).toBe(true);
    expect(exchange()).toEqual([]);
  });

  it('touches nobody out of reach, nor before it is out, nor under whom it goes', () => {
    strike(match, 0, 'kick');
    place(match, -100, 100);
    expect(exchange()).toEqual([]);
    place(match, -40, 40);
    match.fighters[0].since -= 1;
    expect(exchange()).toEqual([]);
    strike(match, 0, 'punch');
    match.fighters[1].low = true;
    expect(exchange()).toEqual([]);
    expect([health(match), match.freeze]).toEqual([[FULL, FULL], 0]);
  });

  it('is felt for a moment, a strong one longer, and a guarded one least', () => {
    const frozen = (blow: Blow, guarded: boolean): number => {
      match = fighting();
      strike(match, 0, blow);
      if (guarded) match.fighters[1].act = 'guard';
      exchange();
      return match.freeze;
    };
    const [guarded, punch, uppercut] = [
      frozen('punch', true),
      frozen('punch', false),
      frozen('uppercut', false),
    ];
    expect(guarded).toBeGreaterThan(0);
    expect(punch).toBeGreaterThan(guarded);
    expect(uppercut).toBeGreaterThan(punch);
  });

  it('at the edge of the stage pushes back whoever gave it', () => {
    place(match, EDGE - 80, EDGE);
    strike(match, 0, 'kick');
    exchange();
    expect(match.fighters[0].vx).toBe(-BLOWS.kick.push);
    match = fighting();
    strike(match, 0, 'kick');
    exchange();
    expect(match.fighters[0].vx).toBe(0);
  });

  it('knocks over whoever is in the air, and ends what it did', () => {
    const foe = match.fighters[1];
    Object.assign(foe, { y: 40, act: 'attack', blow: 'airPunch', since: 0 });
    strike(match, 0, 'kick');
    exchange();
    expect([foe.act, foe.blow]).toEqual(['fall', null]);
  });

  it('knocks over who has had several without a rest, so that nobody is held for ever', () => {
    const [, foe] = match.fighters;
    Object.assign(foe, { act: 'hurt', stun: 40, chain: 2 });
    const acts = new Set<string>();
    for (let n = 0; n < 130; n += 1) {
      step(match, [n === 0 ? press('punch') : NOTHING, NOTHING]);
      acts.add(foe.act);
    }
    expect([...acts]).toEqual(['hurt', 'fall', 'lie', 'rise', 'stand']);
    expect(foe.chain).toBe(0);
  });

  it('touches nobody who lies on the floor', () => {
    run(match, 30, press('sweep'));
    const before = FULL - BLOWS.sweep.damage;
    expect(match.fighters[1].health).toBe(before);
    place(match, -40, 40);
    run(match, 20, press('kick'));
    expect(match.fighters[1].health).toBe(before);
  });

  it('that takes the rest knocks out, once, and takes no more than there is', () => {
    match.fighters[1].health = 2;
    strike(match, 0, 'punch');
    expect(names(exchange())).toEqual(['hit', 'ko']);
    expect([match.fighters[1].health, match.fighters[1].act]).toEqual([0, 'fall']);
    match.fighters[1].since = 1;
    expect(exchange()).toEqual([]);
  });
});

describe('blows that touch at once', () => {
  it('both land: neither is first', () => {
    strike(match, 0, 'kick');
    strike(match, 1, 'punch');
    const happened = exchange();
    expect(happened.map(({ what, side }) => [what, side])).toEqual([
      ['hit', 1],
      ['hit', 0],
    ]);
    expect(health(match)).toEqual([FULL - BLOWS.punch.damage, FULL - BLOWS.kick.damage]);
    expect(match.fighters.map((fighter) => fighter.act)).toEqual(['hurt', 'hurt']);
    expect(match.fighters.map((fighter) => Math.sign(fighter.vx))).toEqual([-1, 1]);
  });

  it('can knock out both', () => {
    for (const fighter of match.fighters) fighter.health = 1;
    strike(match, 0, 'punch');
    strike(match, 1, 'punch');
    expect(names(exchange())).toEqual(['hit', 'hit', 'ko', 'ko']);
  });
});

describe('a guard', () => {
  it.each([
    ['punch', true, true],
    ['kick', true, true],
    ['uppercut', true, true],
    ['sweep', false, true],
    ['airPunch', true, false],
    ['airKick', true, false],
  ] as const)('against a %s: standing %j, low %j', (blow, standing, low) => {
    const [foe, fighter] = match.fighters;
    expect(holds({ ...fighter, act: 'guard' }, foe, BLOWS[blow])).toBe(standing);
    expect(holds({ ...fighter, act: 'blocked', low: true }, foe, BLOWS[blow])).toBe(low);
    expect(holds({ ...fighter, act: 'stand' }, foe, BLOWS[blow])).toBe(false);
    expect(holds({ ...fighter, act: 'crouch', low: true }, foe, BLOWS[blow])).toBe(false);
  });

  it.each([
    ['kick', GUARD, true],
    ['kick', LOW_GUARD, true],
    ['sweep', GUARD, false],
    ['sweep', LOW_GUARD, true],
    ['uppercut', GUARD, true],
  ] as const)('in a fight, against a %s', (blow, guard, held) => {
    run(match, 3, NOTHING, guard);
    const happened = run(match, 30, press(blow), guard);
    expect(names(happened)).toContain(held ? 'blocked' : 'hit');
    const lost = FULL - match.fighters[1].health;
    if (held) expect(lost).toBeLessThan(BLOWS[blow].damage / 2);
    else expect(lost).toBe(BLOWS[blow].damage);
    if (held) expect(match.fighters[1].x).toBeGreaterThan(45);
  });

  it.each([
    ['low', LOW_GUARD, 'hit'],
    ['standing', GUARD, 'blocked'],
  ] as const)('that is %s, against a blow from above', (_, guard, what) => {
    place(match, -60, 40);
    run(match, 24, press('jump'), guard);
    expect(names(run(match, 20, press('kick'), guard))).toContain(what);
  });

  it('is no help from behind', () => {
    Object.assign(match.fighters[1], { act: 'blocked', stun: 60, facing: 1 });
    expect(names(run(match, 30, press('kick'), GUARD))).toContain('hit');
  });

  it('stuns and pushes less than the blow would', () => {
    match.fighters[1].act = 'guard';
    strike(match, 0, 'kick');
    expect(names(exchange())).toEqual(['blocked']);
    const { act, stun, vx, chain } = match.fighters[1];
    expect([act, chain]).toEqual(['blocked', 0]);
    expect(stun > 0 && stun < BLOWS.kick.stun).toBe(true);
    expect(vx > 0 && vx < BLOWS.kick.push).toBe(true);
  });

  it('that is loose lets more through, and only stands in for doing nothing', () => {
    const watchful = hold({ watchful: true });
    run(match, 3, NOTHING, watchful);
    expect(names(run(match, 30, press('kick'), watchful))).toContain('blocked');
    expect(match.fighters[1].health).toBe(FULL - 0.4 * BLOWS.kick.damage);
    run(match, 40, NOTHING, hold({ watchful: true, left: true }));
    expect(match.fighters[1].act).toBe('walk');
  });

  it('never lets a round be lost by what comes through', () => {
    match.fighters[1].health = 1;
    run(match, 3, NOTHING, GUARD);
    expect(names(run(match, 30, press('kick'), GUARD))).toContain('blocked');
    expect([match.stage, match.fighters[1].health]).toEqual(['fight', 1]);
  });
});
