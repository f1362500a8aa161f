import { describe, expect, it } from 'vitest';
import { HEIGHT, isWall, ROWS, WIDTH, type Tile } from '../maze';
import { inset, traceOutlines } from './outline';

function filled(...rows: string[]): (x: number, y: number) => boolean {
  return (x, y) => rows[y]?.[x] === '#';
}

/** Twice the signed area of a polygon: positive when it runs clockwise on the screen. */
function area(points: Tile[]): number {
  return points.reduce((sum, { x, y }, n) => {
    const next = points[(n + 1) % points.length] ?? { x, y };
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);
}

const corners = (loop: { from: Tile }[]): Tile[] => loop.map((edge) => edge.from);

describe('outlines', () => {
  it('of one block are its corners', () => {
    const [loop, ...more] = traceOutlines(4, 3, filled('....', '.##.', '....'));
    expect(more).toEqual([]);
    expect(new Set(corners(loop ?? []).map(({ x, y }) => `${x},${y}`))).toEqual(
      new Set(['1,1', '3,1', '3,2', '1,2']),
    );
  });

  it('go round a hole as well', () => {
    const loops = traceOutlines(3, 3, filled('###', '#.#', '###'));
    expect(loops.map((loop) => area(corners(loop))).sort()).toEqual([-1, 9]);
  });

  it('of the maze enclose exactly its walls', () => {
    const walls = ROWS.join('').replaceAll(/[^#]/g, '').length;
    const loops = traceOutlines(WIDTH, HEIGHT, isWall);
    expect(loops.reduce((sum, loop) => sum + area(corners(loop)), 0)).toBe(walls);
  });
});

describe('inset', () => {
  it('makes a block smaller and a hole larger', () => {
    const loops = traceOutlines(3, 3, filled('###', '#.#', '###'));
    const areas = loops.map((loop) => area(inset(loop, 0.25))).sort();
    expect(areas).toEqual([-(1.5 ** 2), 2.5 ** 2]);
  });
});
