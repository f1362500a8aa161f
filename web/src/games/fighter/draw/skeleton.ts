import type { Pose } from './pose';

export interface Point {
  x: number;
  y: number;
}

/** Where the parts of a figure are: it faces right, and stands on the origin. */
export interface Skeleton {
  hip: Point;
  neck: Point;
  head: Point;
  /** Of the trunk and the head, from upright, clockwise (radians). */
  trunk: number;
  tilt: number;
  near: Arm;
  far: Arm;
  nearLeg: Leg;
  farLeg: Leg;
}
export interface Arm {
  shoulder: Point;
  elbow: Point;
  hand: Point;
}
export interface Leg {
  hip: Point;
  knee: Point;
  ankle: Point;
  /** The way the toes point, anticlockwise from straight ahead (radians). */
  toes: number;
}

// Lengths of the parts, in units.
const TRUNK = 54;
const SHOULDER = 46; // along the trunk
const NECK = 25; // to the middle of the head
const UPPER_ARM = 32;
const FOREARM = 31;
const THIGH = 45;
const SHIN = 45;
/** How far apart shoulders and hips are, seen half from the side. */
const SHOULDERS = 9;
const HIPS = 5;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Bends a limb of two parts so that it reaches for a point (the law of cosines); one out of reach
 * is pointed at. `side` says which way the joint bends: 1 to the left of the line, -1 to the right.
 */
export function bend(
  from: Point,
  to: Point,
  first: number,
  second: number,
  side: 1 | -1,
): { joint: Point; end: Point } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const most = 0.999 * (first + second);
  const distance = Math.min(Math.max(Math.hypot(dx, dy), Math.abs(first - second) + 1), most);
  const way = Math.atan2(dy, dx);
  const cosine = (first ** 2 + distance ** 2 - second ** 2) / (2 * first * distance);
  const angle = way + side * Math.acos(Math.min(Math.max(cosine, -1), 1));
  return {
    joint: { x: from.x + first * Math.cos(angle), y: from.y + first * Math.sin(angle) },
    end: { x: from.x + distance * Math.cos(way), y: from.y + distance * Math.sin(way) },
  };
}

function arm(shoulder: Point, x: number, y: number): Arm {
  const { joint, end } = bend(
    shoulder,
    { x: shoulder.x + x, y: shoulder.y + y },
    UPPER_ARM,
    FOREARM,
    -1,
  );
  return { shoulder, elbow: joint, hand: end };
}

function leg(hip: Point, x: number, y: number, toes: number): Leg {
  const { joint, end } = bend(hip, { x, y }, THIGH, SHIN, 1);
  return { hip, knee: joint, ankle: end, toes: radians(toes) };
}

/** The joints of a pose. */
export function skeletonOf(pose: Pose): Skeleton {
  const lean = radians(pose.lean);
  const hip = { x: pose.hipX, y: pose.hipY };
  const along = (length: number, aside = 0): Point => ({
    x: hip.x + length * Math.sin(lean) + aside * Math.cos(lean),
    y: hip.y + length * Math.cos(lean) - aside * Math.sin(lean),
  });
  const neck = along(TRUNK);
  const tilt = lean * 0.35 + radians(pose.head);
  const head = { x: neck.x + NECK * Math.sin(tilt), y: neck.y + NECK * Math.cos(tilt) };
  const turned = SHOULDERS * (1 - 1.9 * pose.twist);
  const skeleton: Skeleton = {
    hip,
    neck,
    head,
    trunk: lean,
    tilt,
    near: arm(along(SHOULDER, -turned), pose.nearX, pose.nearY),
    far: arm(along(SHOULDER, turned), pose.farX, pose.farY),
    nearLeg: leg({ x: hip.x - HIPS, y: hip.y }, pose.nearFootX, pose.nearFootY, pose.nearToes),
    farLeg: leg({ x: hip.x + HIPS, y: hip.y }, pose.farFootX, pose.farFootY, pose.farToes),
  };
  return pose.turn === 0 ? skeleton : turn(skeleton, radians(pose.turn));
}

function turn(skeleton: Skeleton, angle: number): Skeleton {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const { hip } = skeleton;
  const place = ({ x, y }: Point): Point => ({
    x: hip.x + (x - hip.x) * cosine - (y - hip.y) * sine,
    y: hip.y + (x - hip.x) * sine + (y - hip.y) * cosine,
  });
  const armAt = ({ shoulder, elbow, hand }: Arm): Arm => ({
    shoulder: place(shoulder),
    elbow: place(elbow),
    hand: place(hand),
  });
  const legAt = (limb: Leg): Leg => ({
    hip: place(limb.hip),
    knee: place(limb.knee),
    ankle: place(limb.ankle),
    toes: limb.toes + angle,
  });
  return {
    hip,
    neck: place(skeleton.neck),
    head: place(skeleton.head),
    trunk: skeleton.trunk - angle,
    tilt: skeleton.tilt - angle,
    near: armAt(skeleton.near),
    far: armAt(skeleton.far),
    nearLeg: legAt(skeleton.nearLeg),
    farLeg: legAt(skeleton.farLeg),
  };
}
