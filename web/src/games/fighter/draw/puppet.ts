import { BLOWS, phaseOf } from '../blows';
import type { Fighter, Side } from '../state';
import type { Mood } from './head';
import { mix, type Pose } from './pose';
import { newRibbon, swing, type Ribbon } from './ribbon';
import { skeletonOf, type Point, type Skeleton } from './skeleton';
import { poseOf } from './timeline';

/** How quickly a figure comes to what it should look like (shares a second). */
const QUICK = 32;
const QUICKEST = 75; // in a blow, or hit
const TRAIL = 7; // places
/** What blows each ribbon back, in units a second a second. */
const BREEZE = { tail: 420, scarf: 1000, belt: 460 };

/** A figure as it is seen: it goes smoothly from pose to pose, and its clothes trail behind. */
export class Puppet {
  skeleton: Skeleton;
  /** Hair or scarf, and both ends of the belt. */
  ribbons: [Ribbon, Ribbon, Ribbon];
  /** Where the hand or foot that strikes was, newest last. */
  trail: Point[] = [];
  #pose: Pose;
  #x: number;

  constructor(
    fighter: Fighter,
    readonly side: Side,
  ) {
    this.#pose = poseOf(fighter, 0);
    this.skeleton = skeletonOf(this.#pose);
    this.#x = fighter.x;
    const at = { x: fighter.x, y: 150 };
    this.ribbons = [
      side === 0 ? newRibbon(at, 6, 9) : newRibbon(at, 5, 9),
      newRibbon(at, 4, 10),
      newRibbon(at, 4, 8),
    ];
  }

  /** Goes on by some seconds; `still` lets nothing swing. */
  advance(fighter: Fighter, time: number, seconds: number, still: boolean): void {
    const { act } = fighter;
    const quick = act === 'attack' || act === 'hurt' || act === 'blocked' || act === 'walk';
    const share = 1 - Math.exp(-(quick ? QUICKEST : QUICK) * seconds);
    this.#pose = mix(this.#pose, poseOf(fighter, time), share);
    this.skeleton = skeletonOf(this.#pose);
    this.#leaveTrail(fighter);
    const speed = seconds > 0 ? (fighter.x - this.#x) / seconds : 0;
    this.#x = fighter.x;
    const breeze = still ? 0 : 60 * Math.sin(time / 31) + 40 * Math.sin(time / 13);
    const { neck, head, hip, tilt, trunk } = this.skeleton;
    const tail = {
      x: head.x - 22 * Math.cos(tilt) + 18 * Math.sin(tilt),
      y: head.y + 22 * Math.sin(tilt) + 18 * Math.cos(tilt),
    };
    const knot = {
      x: hip.x - 15 * Math.cos(trunk) + 5 * Math.sin(trunk),
      y: hip.y + 15 * Math.sin(trunk) + 5 * Math.cos(trunk),
    };
    const nape = { x: neck.x - 14 * Math.cos(trunk), y: neck.y + 2 };
    const isTail = this.side === 0;
    const anchors = [isTail ? tail : nape, knot, knot];
    const winds = [isTail ? BREEZE.tail : BREEZE.scarf, BREEZE.belt, 1.3 * BREEZE.belt];
    this.ribbons.forEach((ribbon, n) => {
      const anchor = this.#onStage(anchors[n] as Point, fighter);
      const wind = -fighter.facing * (winds[n] ?? 0) + breeze - 1.2 * speed;
      swing(ribbon, anchor, wind, Math.min(seconds, 1 / 30));
    });
  }

  mood(fighter: Fighter): Mood {
    const { act, health } = fighter;
    if (health === 0) return 'out';
    if (act === 'hurt' || act === 'fall' || act === 'lie') return 'hurt';
    if (act === 'win') return 'glad';
    return act === 'attack' || act === 'blocked' || act === 'guard' ? 'fierce' : 'calm';
  }

  #leaveTrail(fighter: Fighter): void {
    const { act, blow, since } = fighter;
    const strikes = act === 'attack' && blow && since >= 0.4 * BLOWS[blow].startup;
    if (!strikes || phaseOf(blow, since) === 'recovery') {
      this.trail.splice(0, 2);
      return;
    }
    const hand = blow === 'punch' || blow === 'uppercut' || blow === 'airPunch';
    const { near, nearLeg } = this.skeleton;
    this.trail.push(this.#onStage(hand ? near.hand : nearLeg.ankle, fighter));
    if (this.trail.length > TRAIL) this.trail.shift();
  }

  #onStage({ x, y }: Point, fighter: Fighter): Point {
    return { x: fighter.x + fighter.facing * x, y: fighter.y + y };
  }
}
