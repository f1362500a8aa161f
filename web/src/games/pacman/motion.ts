import { isOpen, OPPOSITE, VECTOR, WIDTH, type Direction, type Tile } from './maze';

/** Units in a tile: whole numbers keep every game exactly repeatable. */
export const TILE = 1200;
/** How far from the middle of a tile the player may still turn: early, or a little late. */
export const CORNER = Math.round(0.4 * TILE);

/** Something that moves. The middle of tile (3, 5) is at x = 3 * TILE, y = 5 * TILE. */
export interface Actor {
  x: number;
  y: number;
  direction: Direction;
}

type Axis = 'x' | 'y';
const axisOf = (direction: Direction): Axis =>
  direction === 'left' || direction === 'right' ? 'x' : 'y';
const signOf = (direction: Direction): number =>
  direction === 'right' || direction === 'down' ? 1 : -1;

/** The tile whose middle is nearest. */
export function tileOf(actor: { x: number; y: number }): Tile {
  const x = Math.round(actor.x / TILE);
  return { x: ((x % WIDTH) + WIDTH) % WIDTH, y: Math.round(actor.y / TILE) };
}

/** Puts an actor that left on one side back in on the other. */
function wrap(actor: Actor): void {
  const span = WIDTH * TILE;
  if (actor.x < -TILE / 2) actor.x += span;
  else if (actor.x >= span - TILE / 2) actor.x -= span;
}

/** How far the middle of the nearest tile lies ahead, negative when it lies behind. */
function toMiddle(actor: Actor, direction: Direction): number {
  const p = actor[axisOf(direction)];
  return (Math.round(p / TILE) * TILE - p) * signOf(direction);
}

function isOpenAhead(actor: Actor, direction: Direction): boolean {
  const x = Math.round(actor.x / TILE) + VECTOR[direction].x;
  const y = Math.round(actor.y / TILE) + VECTOR[direction].y;
  return isOpen(x, y);
}

/** Turns to the wanted direction if that is possible here. */
function turn(actor: Actor, wanted: Direction): void {
  if (wanted === actor.direction) return;
  if (wanted === OPPOSITE[actor.direction]) {
    if (isOpenAhead(actor, wanted) || toMiddle(actor, wanted) > 0) actor.direction = wanted;
  } else if (
    Math.abs(toMiddle(actor, actor.direction)) <= CORNER &&
    isOpenAhead(actor, wanted)
  ) {
    actor.direction = wanted;
  }
}

/**
 * Moves the player, turning to the wanted direction as soon as a corridor leads there.
 * In a corner it cuts across, as on the arcade machine. Returns whether it moved.
 */
export function movePlayer(player: Actor, wanted: Direction, distance: number): boolean {
  turn(player, wanted);
  const { direction } = player;
  const along = axisOf(direction);
  const across: Axis = along === 'x' ? 'y' : 'x';
  const room = isOpenAhead(player, direction)
    ? distance
    : Math.min(distance, Math.max(0, toMiddle(player, direction)));
  const aside = Math.round(player[across] / TILE) * TILE - player[across];
  player[across] += Math.sign(aside) * Math.min(distance, Math.abs(aside));
  player[along] += signOf(direction) * room;
  wrap(player);
  return room > 0 || aside !== 0;
}

/** Moves an actor from middle to middle; `decide` chooses the way on at each. */
export function moveAlong(
  actor: Actor,
  distance: number,
  decide: (tile: Tile) => Direction | null,
): void {
  let left = distance;
  while (left > 0) {
    const axis = axisOf(actor.direction);
    const ahead = toMiddle(actor, actor.direction);
    const gap = ahead > 0 ? ahead : ahead + TILE;
    const part = Math.min(left, gap);
    actor[axis] += signOf(actor.direction) * part;
    left -= part;
    wrap(actor);
    if (part === gap) {
      const way = decide(tileOf(actor));
      if (!way) return;
      actor.direction = way;
    }
  }
}

/** Moves an actor straight towards a point, first along x; returns whether it is there. */
export function moveTowards(actor: Actor, goal: Tile, distance: number): boolean {
  let left = distance;
  for (const axis of ['x', 'y'] as const) {
    const gap = goal[axis] - actor[axis];
    const part = Math.min(left, Math.abs(gap));
    if (part === 0) continue;
    actor[axis] += Math.sign(gap) * part;
    left -= part;
    if (axis === 'x') actor.direction = gap > 0 ? 'right' : 'left';
    else actor.direction = gap > 0 ? 'down' : 'up';
  }
  return actor.x === goal.x && actor.y === goal.y;
}
