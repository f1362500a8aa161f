import type { Point } from './skeleton';

type Context = CanvasRenderingContext2D;

/** A part of a figure: its outline, its colour, and where its shadow side is. */
export interface Part {
  trace: (context: Context) => void;
  color: string;
  shade?: (context: Context) => void;
}

const OUTLINE = 5.2; // units, half of it outside
const SHADE = 0.17;
/** How much darker what is on the far side is. */
const FAR = 0.2;

/** Draws parts as one group: one outline around them all. */
export function drawParts(
  context: Context,
  ink: string,
  parts: readonly Part[],
  far = false,
): void {
  context.lineJoin = 'round';
  context.lineWidth = OUTLINE;
  context.strokeStyle = ink;
  for (const { trace } of parts) {
    context.beginPath();
    trace(context);
    context.stroke();
  }
  for (const { trace, color } of parts) {
    context.beginPath();
    trace(context);
    context.fillStyle = color;
    context.fill();
  }
  context.fillStyle = ink;
  if (far) {
    context.globalAlpha = FAR;
    context.beginPath();
    for (const { trace } of parts) trace(context);
    context.fill();
  }
  // All shadows as one, so that they do not add up where two limbs join.
  context.globalAlpha = SHADE;
  context.beginPath();
  for (const { shade } of parts) shade?.(context);
  context.fill();
  context.globalAlpha = 1;
}

/** A limb: round at both ends, and of different widths there. */
export function capsule(a: Point, b: Point, ra: number, rb: number): Part['trace'] {
  const way = Math.atan2(b.y - a.y, b.x - a.x);
  const start = way + Math.PI / 2;
  return (context) => {
    context.moveTo(a.x + ra * Math.cos(start), a.y + ra * Math.sin(start));
    context.arc(a.x, a.y, ra, start, way - Math.PI / 2);
    context.arc(b.x, b.y, rb, way - Math.PI / 2, way + Math.PI / 2);
    context.closePath();
  };
}

/** The shadow along one side of a limb: the right of the way from a to b, or the left. */
export function underside(a: Point, b: Point, ra: number, rb: number, side = 1): Part['trace'] {
  const way = Math.atan2(b.y - a.y, b.x - a.x) - (side * Math.PI) / 2;
  const move = (p: Point, by: number): Point => ({
    x: p.x + by * Math.cos(way),
    y: p.y + by * Math.sin(way),
  });
  return capsule(move(a, 0.45 * ra), move(b, 0.45 * rb), 0.55 * ra, 0.55 * rb);
}

export function limb(
  a: Point,
  b: Point,
  ra: number,
  rb: number,
  color: string,
  side: 1 | -1 = 1,
): Part {
  return { trace: capsule(a, b, ra, rb), color, shade: underside(a, b, ra, rb, side) };
}

export function disc({ x, y }: Point, radius: number): Part['trace'] {
  return (context) => {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  };
}

/** A piece of a limb with straight ends, as a cuff has. */
export function sleeve(a: Point, b: Point, ra: number, rb: number, color: string): Part {
  const way = Math.atan2(b.y - a.y, b.x - a.x);
  const [nx, ny] = [-Math.sin(way), Math.cos(way)];
  return {
    color,
    trace: (context) => {
      context.moveTo(a.x + ra * nx, a.y + ra * ny);
      context.lineTo(a.x - ra * nx, a.y - ra * ny);
      context.lineTo(b.x - rb * nx, b.y - rb * ny);
      context.lineTo(b.x + rb * nx, b.y + rb * ny);
      context.closePath();
    },
  };
}

/** A point at a share of the way. */
export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}
