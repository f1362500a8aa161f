import { describe, expect, it } from 'vitest';
import { BLOWS, type Blow } from '../blows';
import { hitBox } from '../boxes';
import { newFighter, type Act, type Fighter } from '../state';
import type { Pose } from './pose';
import { skeletonOf } from './skeleton';
import { poseOf } from './timeline';

const ACTS = (
  'stand walk crouch guard jump land attack hurt blocked fall lie rise win'
).split(' ') as Act[];

const isWhole = (pose: Pose): boolean => Object.values(pose).every(Number.isFinite);

describe('the pose of a fighter', () => {
  it.each(ACTS)('is made of numbers, however long it lasts: %s', (act) => {
    for (const since of [0, 1, 5, 20, 500]) {
      for (const low of [false, true]) {
        const fighter: Fighter = { ...newFighter(0), act, since, low, stun: 9, blow: 'kick' };
        expect(isWhole(poseOf(fighter, since))).toBe(true);
      }
    }
  });

  it.each(Object.keys(BLOWS) as Blow[])('has hand or foot where it hits: %s', (blow) => {
    const air = blow.startsWith('air');
    const { startup } = BLOWS[blow];
    const fighter: Fighter = { ...newFighter(0), x: 0, act: 'attack', blow, y: air ? 80 : 0 };
    fighter.since = startup + 1;
    const box = hitBox(fighter);
    const { near, nearLeg } = skeletonOf(poseOf(fighter, 0));
    const end = /punch|uppercut/i.test(blow) ? near.hand : nearLeg.ankle;
    expect(end.x).toBeGreaterThan(0.4 * (box?.right ?? 0));
    expect(end.x).toBeLessThan((box?.right ?? 0) + 4);
    expect(end.y + fighter.y).toBeGreaterThan(box?.bottom ?? 0);
    expect(end.y + fighter.y).toBeLessThan(box?.top ?? 0);
  });

  it('draws back before it strikes', () => {
    const fighter: Fighter = { ...newFighter(0), act: 'attack', blow: 'punch', since: 3 };
    const hand = (): number => skeletonOf(poseOf(fighter, 0)).near.hand.x;
    const back = hand();
    fighter.since = 0;
    expect(back).toBeLessThan(hand());
  });

  it('walks without slipping: the foot on the floor stays where it is', () => {
    const fighter: Fighter = { ...newFighter(0), act: 'walk', vx: 3.7, x: 10 };
    const foot = (): number => fighter.x + poseOf(fighter, 0).nearFootX;
    const before = foot();
    fighter.x += 30;
    expect(foot()).toBeCloseTo(before);
  });
});
