import { describe, expect, it } from 'vitest';
import {
  DIRECTIONS,
  DOOR,
  DOORSTEP,
  freshFood,
  HEIGHT,
  HOME,
  indexOf,
  isOpen,
  isTunnel,
  isWall,
  neighbour,
  OPPOSITE,
  PLAYER_START,
  ROWS,
  VECTOR,
  ways,
  WIDTH,
  type Tile,
} from './maze';

const tiles: Tile[] = ROWS.flatMap((row, y) => [...row].map((_, x) => ({ x, y })));
const open = tiles.filter(({ x, y }) => isOpen(x, y));

describe('the maze', () => {
  it('has the size it says', () => {
    expect(ROWS).toHaveLength(HEIGHT);
    for (const row of ROWS) expect(row).toHaveLength(WIDTH);
  });

  it('is the same on both sides', () => {
    for (const row of ROWS) expect([...row].reverse().join('')).toBe(row);
  });

  it('is closed, but for the tunnel', () => {
    const leaks = open.filter(
      ({ x, y }) => x === 0 || y === 0 || x === WIDTH - 1 || y === HEIGHT - 1,
    );
    expect(leaks).toEqual([
      { x: 0, y: 11 },
      { x: WIDTH - 1, y: 11 },
    ]);
    expect(leaks.every(({ x, y }) => isTunnel(x, y))).toBe(true);
    expect(neighbour({ x: 0, y: 11 }, 'left')).toEqual({ x: WIDTH - 1, y: 11 });
    expect(neighbour({ x: WIDTH - 1, y: 11 }, 'right')).toEqual({ x: 0, y: 11 });
  });

  it('lets the player reach every dot', () => {
    const reached = new Set([indexOf(PLAYER_START)]);
    const queue = [PLAYER_START];
    for (let tile = queue.pop(); tile; tile = queue.pop()) {
      for (const way of ways(tile)) {
        const next = neighbour(tile, way);
        if (!reached.has(indexOf(next))) {
          reached.add(indexOf(next));
          queue.push(next);
        }
      }
    }
    expect(reached.size).toBe(open.length);
    const food = freshFood();
    expect(food.every((kind, n) => kind === 'none' || reached.has(n))).toBe(true);
    expect(food.filter((kind) => kind === 'power')).toHaveLength(4);
    expect(food.filter((kind) => kind === 'dot').length).toBeGreaterThan(140);
  });

  it('has no dead ends and no open squares', () => {
    for (const tile of open) {
      expect(ways(tile).length, JSON.stringify(tile)).toBeGreaterThanOrEqual(2);
      const { x, y } = tile;
      const square = isOpen(x + 1, y) && isOpen(x, y + 1) && isOpen(x + 1, y + 1);
      expect(square && x < WIDTH - 1, JSON.stringify(tile)).toBe(false);
    }
  });

  it('has a house that only its door leads to', () => {
    for (const dx of [-1, 0, 1]) expect(isWall(HOME.x + dx, HOME.y)).toBe(false);
    expect(isOpen(HOME.x, HOME.y)).toBe(false);
    expect(isOpen(DOOR.x, DOOR.y)).toBe(false);
    expect(isWall(DOOR.x, DOOR.y)).toBe(false);
    expect(isOpen(DOORSTEP.x, DOORSTEP.y)).toBe(true);
    expect(ways(DOORSTEP)).toEqual(['up', 'left', 'right']);
  });

  it('knows opposite directions', () => {
    for (const direction of DIRECTIONS) {
      const there = VECTOR[direction];
      const back = VECTOR[OPPOSITE[direction]];
      expect([there.x + back.x, there.y + back.y]).toEqual([0, 0]);
    }
  });
});
