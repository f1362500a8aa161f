import { describe, expect, it } from 'vitest';
import { BLOWS, blowOf, isInAir, phaseOf, type Blow } from './blows';
import { CROUCHED, HALF, TALL } from './boxes';
import { FULL } from './state';

const ALL = Object.keys(BLOWS) as Blow[];
const STANDING = ALL.filter((blow) => !isInAir(blow));

describe('what a press means', () => {
  it.each([
    ['punch', 'punch', 'uppercut', 'airPunch'],
    ['kick', 'kick', 'sweep', 'airKick'],
    ['uppercut', 'uppercut', 'uppercut', 'airPunch'],
    ['sweep', 'sweep', 'sweep', 'airKick'],
  ] as const)('%s: standing, crouching and in the air', (press, standing, low, airborne) => {
    expect(blowOf(press, false, false)).toBe(standing);
    expect(blowOf(press, false, true)).toBe(low);
    expect(blowOf(press, true, false)).toBe(airborne);
    expect(blowOf(press, true, true)).toBe(airborne);
  });

  it('is a blow of the air only there', () => {
    expect(ALL.filter(isInAir)).toEqual(['airPunch', 'airKick']);
  });
});

describe('the phases of a blow', () => {
  it.each(ALL)('follow each other, each as long as it says: %s', (blow) => {
    const { startup, active, recovery } = BLOWS[blow];
    const whole = startup + active + recovery;
    const phases = Array.from({ length: whole + 2 }, (_, since) => phaseOf(blow, since));
    const order = ['startup', 'active', 'recovery', 'over'] as const;
    expect([...new Set(phases)]).toEqual(order);
    const lengths = order.map((phase) => phases.filter((one) => one === phase).length);
    expect(lengths).toEqual([startup, active, recovery, 2]);
  });
});

describe('what a blow is made of', () => {
  it.each(ALL)('takes and touches something: %s', (blow) => {
    const spec = BLOWS[blow];
    expect(Math.min(spec.startup, spec.active, spec.recovery)).toBeGreaterThan(0);
    expect(spec.damage).toBeGreaterThan(0);
    expect(spec.damage).toBeLessThan(FULL / 5);
    expect(spec.from).toBeLessThan(spec.to);
    expect(spec.bottom).toBeLessThan(Math.min(spec.top, TALL));
    // Past the other's near side, even where they stand as near as they can.
    expect(spec.to).toBeGreaterThan(HALF);
  });

  it.each(STANDING)('stuns for longer than it takes to come out: %s', (blow) => {
    const { startup, stun } = BLOWS[blow];
    expect(stun).toBeGreaterThan(startup);
  });

  it('is slower the more it hurts, of those that stand', () => {
    const { punch, kick, uppercut } = BLOWS;
    const whole = STANDING.map((blow) => {
      const { startup, active, recovery } = BLOWS[blow];
      return startup + active + recovery;
    });
    expect(Math.min(...whole)).toBe(punch.startup + punch.active + punch.recovery);
    expect(kick.damage).toBeGreaterThan(punch.damage);
    expect(kick.startup).toBeGreaterThan(punch.startup);
    expect(uppercut.damage).toBe(Math.max(...ALL.map((blow) => BLOWS[blow].damage)));
    expect(uppercut.recovery).toBe(Math.max(...STANDING.map((blow) => BLOWS[blow].recovery)));
  });

  it('says who can guard against it, whom it fells, and over whom it goes', () => {
    const of = (test: (blow: Blow) => boolean): Blow[] => ALL.filter(test);
    expect(of((blow) => BLOWS[blow].level === 'low')).toEqual(['sweep']);
    expect(of((blow) => BLOWS[blow].level === 'above')).toEqual(['airPunch', 'airKick']);
    expect(of((blow) => BLOWS[blow].fells)).toEqual(['uppercut', 'sweep']);
    expect(STANDING.filter((blow) => BLOWS[blow].bottom >= CROUCHED)).toEqual(['punch']);
  });
});
