import type { Point } from './skeleton';

/** A band of cloth or hair that hangs from a point and trails behind it. */
export interface Ribbon {
  points: Point[];
  before: Point[];
  /** Length of a piece (units). */
  piece: number;
}

const GRAVITY = 900; // units a second a second
const DRAG = 0.9;
const ROUNDS = 3;

export function newRibbon(at: Point, pieces: number, piece: number): Ribbon {
  const hang = (): Point[] =>
    Array.from({ length: pieces + 1 }, (_, n) => ({ x: at.x, y: at.y - n * piece }));
  return { points: hang(), before: hang(), piece };
}

/** Lets it swing for some seconds, hanging from `at`; `wind` blows it along (units/s/s). */
export function swing(ribbon: Ribbon, at: Point, wind: number, seconds: number): void {
  const { points, before, piece } = ribbon;
  const first = points[0] as Point;
  if (Math.hypot(at.x - first.x, at.y - first.y) > 90) {
    Object.assign(ribbon, newRibbon(at, points.length - 1, piece)); // it was put elsewhere
    return;
  }
  points.forEach((point, n) => {
    const old = before[n] as Point;
    const [vx, vy] = [(point.x - old.x) * DRAG, (point.y - old.y) * DRAG];
    before[n] = { ...point };
    point.x += vx + wind * seconds * seconds;
    point.y += vy - GRAVITY * seconds * seconds;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    first.x = at.x;
    first.y = at.y;
    for (let n = 1; n < points.length; n += 1) {
      const [a, b] = [points[n - 1] as Point, points[n] as Point];
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const share = (length - piece) / length;
      const hold = n === 1 ? 1 : 0.5;
      b.x -= (b.x - a.x) * share * hold;
      b.y -= (b.y - a.y) * share * hold;
      if (n === 1) continue;
      a.x += (b.x - a.x) * share * 0.5;
      a.y += (b.y - a.y) * share * 0.5;
    }
  }
  for (const point of points) point.y = Math.max(point.y, 2); // the floor
}

/** Traces it as a band that grows narrower, or wider, to its end. */
export function traceRibbon(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  from: number,
  to: number,
): void {
  const sides: Point[][] = [[], []];
  points.forEach((point, n) => {
    const a = points[Math.max(0, n - 1)] as Point;
    const b = points[Math.min(points.length - 1, n + 1)] as Point;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const half = from + ((to - from) * n) / (points.length - 1);
    const [nx, ny] = [(-(b.y - a.y) / length) * half, ((b.x - a.x) / length) * half];
    sides[0]?.push({ x: point.x + nx, y: point.y + ny });
    sides[1]?.unshift({ x: point.x - nx, y: point.y - ny });
  });
  const around = [...(sides[0] ?? []), ...(sides[1] ?? [])];
  around.forEach((point, n) => {
    if (n === 0) context.moveTo(point.x, point.y);
    else {
      const last = around[n - 1] as Point;
      context.quadraticCurveTo(last.x, last.y, (last.x + point.x) / 2, (last.y + point.y) / 2);
    }
  });
  context.closePath();
}
