import type { Tile } from '../maze';

type Edge = { from: Tile; to: Tile };

const key = ({ x, y }: Tile): string => `${x},${y}`;

/** The sides of filled tiles that face an empty one, with the filled tile on their right. */
function edges(width: number, height: number, isFilled: (x: number, y: number) => boolean): Edge[] {
  const inside = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && isFilled(x, y);
  const found: Edge[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!inside(x, y)) continue;
      const [a, b] = [{ x, y }, { x: x + 1, y }];
      const [c, d] = [{ x: x + 1, y: y + 1 }, { x, y: y + 1 }];
      if (!inside(x, y - 1)) found.push({ from: a, to: b });
      if (!inside(x + 1, y)) found.push({ from: b, to: c });
      if (!inside(x, y + 1)) found.push({ from: c, to: d });
      if (!inside(x - 1, y)) found.push({ from: d, to: a });
    }
  }
  return found;
}

const direction = ({ from, to }: Edge): Tile => ({
  x: Math.sign(to.x - from.x),
  y: Math.sign(to.y - from.y),
});
const isStraight = (a: Edge, b: Edge): boolean => key(direction(a)) === key(direction(b));

/** The closed outlines of filled tiles, in tiles, with the filled side on the right. */
export function traceOutlines(
  width: number,
  height: number,
  isFilled: (x: number, y: number) => boolean,
): Edge[][] {
  const from = new Map<string, Edge[]>();
  for (const edge of edges(width, height, isFilled)) {
    from.set(key(edge.from), [...(from.get(key(edge.from)) ?? []), edge]);
  }
  const loops: Edge[][] = [];
  for (const starts of from.values()) {
    while (starts.length > 0) {
      const loop: Edge[] = [];
      for (let edge = starts.pop(); edge; edge = from.get(key(edge.to))?.pop()) {
        const last = loop.at(-1);
        if (last && isStraight(last, edge)) last.to = edge.to;
        else loop.push({ ...edge });
      }
      const [first, last] = [loop[0], loop.at(-1)];
      if (first && last && first !== last && isStraight(last, first)) {
        first.from = last.from;
        loop.pop();
      }
      loops.push(loop);
    }
  }
  return loops;
}

/** Moves each corner of an outline inwards, to the filled side. */
export function inset(loop: readonly Edge[], by: number): Tile[] {
  return loop.map((edge, n) => {
    const a = direction(loop.at(n - 1) ?? edge);
    const b = direction(edge);
    return { x: edge.from.x - by * (a.y + b.y), y: edge.from.y + by * (a.x + b.x) };
  });
}

/** Adds a closed line with rounded corners to a path. */
export function addRounded(path: Path2D, points: readonly Tile[], radius: number): void {
  const length = (a: Tile, b: Tile): number => Math.hypot(a.x - b.x, a.y - b.y);
  const middle = (a: Tile, b: Tile): Tile => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  points.forEach((point, n) => {
    const next = points[(n + 1) % points.length] ?? point;
    const start = middle(points.at(n - 1) ?? point, point);
    const end = middle(point, next);
    if (n === 0) path.moveTo(start.x, start.y);
    const room = Math.min(radius, length(start, point), length(point, end));
    path.arcTo(point.x, point.y, end.x, end.y, room);
  });
  path.closePath();
}
