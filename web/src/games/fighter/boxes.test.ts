import { describe, expect, it } from 'vitest';
import { BLOWS, phaseOf, type Blow } from './blows';
import { CROUCHED, HALF, hitBox, hurtBox, overlap, TALL } from './boxes';
import { newFighter, type Fighter } from './state';

function striking(blow: Blow, since = BLOWS[blow].startup): Fighter {
  return { ...newFighter(0), x: 0, act: 'attack', blow, since };
}

describe('boxes', () => {
  it('overlap where they share more than an edge', () => {
    const box = { left: 0, right: 10, bottom: 0, top: 10 };
    expect(overlap(box, { left: 9, right: 20, bottom: 9, top: 20 })).toBe(true);
    expect(overlap(box, { left: 10, right: 20, bottom: 0, top: 10 })).toBe(false);
    expect(overlap(box, { left: 0, right: 10, bottom: 10, top: 20 })).toBe(false);
  });
});

describe('where a fighter can be hit', () => {
  it('is lower when it crouches, and with its legs drawn up in the air', () => {
    const fighter = newFighter(0);
    const { x } = fighter;
    expect(hurtBox(fighter)).toEqual({ left: x - HALF, right: x + HALF, bottom: 0, top: TALL });
    expect(hurtBox({ ...fighter, low: true })?.top).toBe(CROUCHED);
    expect(hurtBox({ ...fighter, y: 100 })?.bottom).toBeGreaterThan(100);
  });

  it.each(['fall', 'lie', 'rise', 'win'] as const)('is nowhere while it does this: %s', (act) => {
    expect(hurtBox({ ...newFighter(0), act })).toBeNull();
  });

  it('is nowhere just after it got up', () => {
    expect(hurtBox({ ...newFighter(0), safe: 1 })).toBeNull();
  });
});

describe('where a blow touches', () => {
  it.each(Object.keys(BLOWS) as Blow[])('is ahead, only while it is out: %s', (blow) => {
    const { startup, active, recovery } = BLOWS[blow];
    for (let since = 0; since < startup + active + recovery + 2; since += 1) {
      const phase = phaseOf(blow, since);
      expect(hitBox(striking(blow, since)) !== null).toBe(phase === 'active');
    }
    const box = hitBox(striking(blow));
    expect(box?.left).toBeGreaterThan(0);
    const back = hitBox({ ...striking(blow), facing: -1 });
    expect([back?.left, back?.right]).toEqual([-(box?.right ?? 0), -(box?.left ?? 0)]);
  });

  it('is nowhere once it has touched', () => {
    expect(hitBox({ ...striking('kick'), landed: true })).toBeNull();
  });

  it('is over the head of one who crouches, for a punch, and not for a kick', () => {
    const foe = { ...newFighter(1), x: 80, low: true };
    const touches = (blow: Blow): boolean => {
      const [hit, hurt] = [hitBox(striking(blow)), hurtBox(foe)];
      return hit !== null && hurt !== null && overlap(hit, hurt);
    };
    expect([touches('punch'), touches('kick'), touches('sweep')]).toEqual([false, true, true]);
  });
});
