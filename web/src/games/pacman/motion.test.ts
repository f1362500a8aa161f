import { describe, expect, it } from 'vitest';
import { isOpen, type Direction, type Tile } from './maze';
import { CORNER, moveAlong, movePlayer, moveTowards, TILE, tileOf, type Actor } from './motion';

const actor = (x: number, y: number, direction: Direction): Actor => ({
  x: x * TILE,
  y: y * TILE,
  direction,
});

function drive(player: Actor, wanted: Direction, steps: number, distance = 100): void {
  for (let n = 0; n < steps; n += 1) movePlayer(player, wanted, distance);
}

describe('the player', () => {
  it('stops at a wall, in the middle of the tile', () => {
    const player = actor(2, 1, 'left');
    drive(player, 'left', 40);
    expect(player).toEqual(actor(1, 1, 'left'));
    expect(movePlayer(player, 'left', 100)).toBe(false);
  });

  it('keeps going when the wanted way is a wall', () => {
    const player = actor(5, 4, 'right');
    drive(player, 'up', 12); // above (5, 4) and (6, 4) is wall
    expect(player).toEqual(actor(6, 4, 'right'));
  });

  it('turns to the wanted direction as soon as a corridor leads there', () => {
    const player = actor(5, 4, 'right');
    drive(player, 'up', 40); // the first corridor up is at x = 7
    expect(player.direction).toBe('up');
    expect(tileOf(player)).toEqual({ x: 7, y: 2 });
    expect(player.x).toBe(7 * TILE);
  });

  it('turns back at once, between two tiles', () => {
    const player = actor(5, 4, 'right');
    movePlayer(player, 'right', 500);
    movePlayer(player, 'left', 100);
    expect(player).toEqual({ x: 5 * TILE + 400, y: 4 * TILE, direction: 'left' });
  });

  it('does not turn back into a wall', () => {
    const player = actor(1, 1, 'down'); // a corner: above is wall
    drive(player, 'up', 5);
    expect(tileOf(player)).toEqual({ x: 1, y: 1 });
    expect(player.y).toBeGreaterThanOrEqual(TILE);
  });

  it.each([-CORNER, -1, 0, 1, CORNER])('cuts a corner when it is %i units from it', (offset) => {
    const player = actor(7, 4, 'right');
    player.x += offset;
    movePlayer(player, 'up', 100);
    expect(player.direction).toBe('up');
    expect(player.y).toBe(4 * TILE - 100);
    expect(Math.abs(player.x - 7 * TILE)).toBe(Math.max(0, Math.abs(offset) - 100));
  });

  it('does not turn when the corner is too far behind', () => {
    const player = actor(7, 4, 'right');
    player.x += CORNER + 1;
    movePlayer(player, 'up', 100);
    expect(player.direction).toBe('right');
  });

  it.each(['left', 'right'] as const)('goes through the tunnel to the %s', (direction) => {
    const player = actor(direction === 'left' ? 1 : 19, 11, direction);
    drive(player, direction, 36);
    expect(tileOf(player)).toEqual({ x: direction === 'left' ? 19 : 1, y: 11 });
    expect(player.y).toBe(11 * TILE);
  });
});

describe('moving from middle to middle', () => {
  it('asks for the way at every middle it reaches, and only there', () => {
    const ghost = actor(4, 4, 'right');
    const asked: Tile[] = [];
    for (let n = 0; n < 30; n += 1) {
      moveAlong(ghost, 120, (tile) => {
        asked.push(tile);
        return 'right';
      });
    }
    expect(asked.map((tile) => tile.x)).toEqual([5, 6, 7]);
    expect(ghost.x).toBe(7 * TILE);
  });

  it('spends what is left of a step in the new direction', () => {
    const ghost = actor(7, 4, 'right');
    ghost.x -= 30;
    moveAlong(ghost, 100, () => 'up');
    expect(ghost).toEqual({ x: 7 * TILE, y: 4 * TILE - 70, direction: 'up' });
  });

  it.each(['left', 'right'] as const)('goes through the tunnel to the %s', (direction) => {
    const ghost = actor(direction === 'left' ? 1 : 19, 11, direction);
    for (let n = 0; n < 36; n += 1) {
      moveAlong(ghost, 100, () => direction);
      expect(isOpen(tileOf(ghost).x, tileOf(ghost).y)).toBe(true);
    }
    expect(tileOf(ghost)).toEqual({ x: direction === 'left' ? 19 : 1, y: 11 });
  });
});

it('moving towards a point goes sideways first, and says when it is there', () => {
  const ghost = actor(9, 9, 'up');
  expect(moveTowards(ghost, { x: 10 * TILE, y: 7 * TILE }, 1000)).toBe(false);
  expect(ghost).toEqual({ x: 9 * TILE + 1000, y: 9 * TILE, direction: 'right' });
  expect(moveTowards(ghost, { x: 10 * TILE, y: 7 * TILE }, 4000)).toBe(true);
  expect(ghost).toEqual({ x: 10 * TILE, y: 7 * TILE, direction: 'up' });
});
