import { describe, expect, it } from 'vitest';
import { ANKLE, mix, pose, READY, type Pose } from './pose';
import * as poses from './poses';
import { bend, skeletonOf, type Point } from './skeleton';
import { STRIKES } from './strikes';

const length = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const BLOWS = Object.values(STRIKES).flatMap(({ wind, hit, follow }) => [wind, hit, follow]);
const ALL: Pose[] = [...Object.values(poses), ...BLOWS, READY];

describe('a limb', () => {
  it('reaches for a point with both parts as long as they are', () => {
    const from = { x: 3, y: 4 };
    const { joint, end } = bend(from, { x: 43, y: 14 }, 30, 25, -1);
    expect(end.x).toBeCloseTo(43);
    expect(end.y).toBeCloseTo(14);
    expect(length(from, joint)).toBeCloseTo(30);
    expect(length(joint, end)).toBeCloseTo(25);
  });

  it('bends to the side it is told', () => {
    const to = { x: 40, y: 0 };
    expect(bend({ x: 0, y: 0 }, to, 30, 30, 1).joint.y).toBeGreaterThan(0);
    expect(bend({ x: 0, y: 0 }, to, 30, 30, -1).joint.y).toBeLessThan(0);
  });

  it('points at what is out of reach', () => {
    const { end } = bend({ x: 0, y: 0 }, { x: 300, y: 300 }, 30, 30, 1);
    expect(end.x).toBeCloseTo(end.y);
    expect(length({ x: 0, y: 0 }, end)).toBeCloseTo(60, 0);
  });
});

describe('poses', () => {
  it('stand on the floor when they are ready', () => {
    const { nearLeg, farLeg, head } = skeletonOf(READY);
    expect(nearLeg.ankle.y).toBeCloseTo(ANKLE);
    expect(farLeg.ankle.y).toBeCloseTo(ANKLE);
    expect(head.y).toBeGreaterThan(140);
  });

  it('keep their bones as long as they are, whatever is mixed', () => {
    for (const a of ALL) {
      const { near, far, nearLeg, farLeg } = skeletonOf(mix(READY, a, 0.6));
      for (const { shoulder, elbow, hand } of [near, far]) {
        expect(length(shoulder, elbow)).toBeCloseTo(32);
        expect(length(elbow, hand)).toBeCloseTo(31);
      }
      for (const { hip, knee, ankle } of [nearLeg, farLeg]) {
        expect(length(hip, knee)).toBeCloseTo(45);
        expect(length(knee, ankle)).toBeCloseTo(45);
      }
    }
  });

  it('keep every foot above the floor', () => {
    for (const one of ALL) {
      const { nearLeg, farLeg, hip } = skeletonOf(one);
      for (const { ankle, knee } of [nearLeg, farLeg]) {
        expect(Math.min(ankle.y - 4, knee.y), JSON.stringify(one)).toBeGreaterThan(2);
      }
      expect(hip.y).toBeGreaterThan(10);
    }
  });

  it('lie down when they are turned', () => {
    const { head, hip } = skeletonOf(pose({ turn: 90, lean: 0, hipY: 15 }));
    expect(head.x).toBeLessThan(hip.x - 60);
    expect(Math.abs(head.y - hip.y)).toBeLessThan(10);
  });
});
