/** A place in the room: to the right of the pad, behind it, above the floor (metres). */
export type Place = readonly [x: number, y: number, z: number];
/** A point of the canvas (pixels). */
export type Point = readonly [x: number, y: number];

const EYE: Place = [0, -4.2, 2.35];
const HORIZON = 0.15; // of the height, from above
const ZOOM = 1.25; // heights of the canvas, of one metre at one metre

/** How the room is seen on a canvas of a size. */
export interface View {
  width: number;
  height: number;
  /** Where a place is seen. */
  at: (place: Place) => Point;
  /** How many pixels a metre has, so far behind the pad. */
  scale: (y: number) => number;
}

export function viewOf(width: number, height: number): View {
  const scale = (y: number): number => (ZOOM * height) / (y - EYE[1]);
  const at = ([x, y, z]: Place): Point => [
    width / 2 + (x - EYE[0]) * scale(y),
    HORIZON * height - (z - EYE[2]) * scale(y),
  ];
  return { width, height, at, scale };
}

/** Whether a flat shape is seen from its front: its points then go round clockwise. */
export function faces(points: readonly Point[]): boolean {
  let area = 0;
  points.forEach(([x, y], n) => {
    const [nextX, nextY] = points[(n + 1) % points.length] as Point;
    area += x * nextY - nextX * y;
  });
  return area > 0;
}

/** A path through points, closed or not. */
export function trace(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  closed = true,
): void {
  context.beginPath();
  points.forEach(([x, y], n) => (n === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  if (closed) context.closePath();
}

/** Places around a circle that lies flat. */
export function circle([x, y, z]: Place, radius: number, places = 28): Place[] {
  return Array.from({ length: places }, (_, n) => {
    const angle = (2 * Math.PI * n) / places;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle), z];
  });
}
