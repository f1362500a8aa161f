import { ghostSpeed, isScatter, RELEASE_DOTS, RELEASE_STEPS } from './levels';
import {
  distance2,
  DOORSTEP,
  HEIGHT,
  HOME,
  isTunnel,
  neighbour,
  OPPOSITE,
  VECTOR,
  ways,
  WIDTH,
  type Direction,
  type Tile,
} from './maze';
import { moveAlong, moveTowards, TILE, tileOf } from './motion';
import { nextRandom } from '../random';
import type { Game, Ghost, Temper } from './state';

/** Where each ghost goes in the scatter phase: outside the corners, so that it circles there. */
export const CORNERS: Readonly<Record<Temper, Tile>> = {
  chase: { x: WIDTH - 2, y: -1 },
  ambush: { x: 1, y: -1 },
  flank: { x: WIDTH - 2, y: HEIGHT },
  shy: { x: 1, y: HEIGHT },
};
const AMBUSH_AHEAD = 4; // tiles
const FLANK_AHEAD = 2; // tiles
/** Nearer than this the shy ghost goes to its corner (tiles). */
const SHY_NEAR = 6;

function ahead(game: Game, tiles: number): Tile {
  const { x, y } = tileOf(game.player);
  const v = VECTOR[game.player.direction];
  return { x: x + tiles * v.x, y: y + tiles * v.y };
}

/** The tile that a ghost in the maze makes for when it chases. */
export function chaseTarget(game: Game, ghost: Ghost): Tile {
  const player = tileOf(game.player);
  switch (ghost.temper) {
    case 'chase':
      return player;
    case 'ambush':
      return ahead(game, AMBUSH_AHEAD);
    case 'flank': {
      const middle = ahead(game, FLANK_AHEAD);
      const chaser = tileOf(game.ghosts.find((other) => other.temper === 'chase') ?? ghost);
      return { x: 2 * middle.x - chaser.x, y: 2 * middle.y - chaser.y };
    }
    case 'shy':
      return distance2(player, tileOf(ghost)) > SHY_NEAR ** 2 ? player : CORNERS.shy;
  }
}

/** The tile that a ghost makes for now. */
export function target(game: Game, ghost: Ghost): Tile {
  if (ghost.mode === 'eyes') return DOORSTEP;
  return isScatter(game.phase.index) ? CORNERS[ghost.temper] : chaseTarget(game, ghost);
}

/** The way on from a tile: never back, unless the phase has changed. */
export function chooseWay(game: Game, ghost: Ghost, tile: Tile): Direction {
  const open = ways(tile);
  const back = OPPOSITE[ghost.direction];
  if (ghost.turnBack) {
    ghost.turnBack = false;
    if (open.includes(back)) return back;
  }
  const options = open.filter((way) => way !== back);
  if (ghost.frightened && options.length > 1) {
    const { value, seed } = nextRandom(game.seed);
    game.seed = seed;
    return options[Math.floor(value * options.length)] ?? back;
  }
  const goal = target(game, ghost);
  let best = options[0] ?? back;
  for (const way of options) {
    if (distance2(neighbour(tile, way), goal) < distance2(neighbour(tile, best), goal)) best = way;
  }
  return best;
}

const middleOf = (tile: Tile): Tile => ({ x: tile.x * TILE, y: tile.y * TILE });

function roam(game: Game, ghost: Ghost): void {
  const tile = tileOf(ghost);
  const gait =
    ghost.mode === 'eyes'
      ? 'eyes'
      : isTunnel(tile.x, tile.y)
        ? 'tunnel'
        : ghost.frightened
          ? 'frightened'
          : 'walk';
  moveAlong(ghost, ghostSpeed(game.pace, game.level, gait), (reached) => {
    if (ghost.mode === 'eyes' && distance2(reached, DOORSTEP) === 0) {
      ghost.mode = 'entering';
      return null;
    }
    return chooseWay(game, ghost, reached);
  });
}

/** Moves a ghost by one step. */
export function moveGhost(game: Game, ghost: Ghost): void {
  const speed = (gait: 'house' | 'eyes'): number => ghostSpeed(game.pace, game.level, gait);
  switch (ghost.mode) {
    case 'house':
      return;
    case 'leaving':
      if (moveTowards(ghost, middleOf(DOORSTEP), speed('house'))) {
        ghost.mode = 'roaming';
        ghost.direction = 'up'; // so that both sides are open to it
        ghost.direction = chooseWay(game, ghost, DOORSTEP);
      }
      return;
    case 'entering':
      if (moveTowards(ghost, middleOf(HOME), speed('eyes'))) ghost.mode = 'leaving';
      return;
    default:
      roam(game, ghost);
  }
}

/** Lets the next ghost out when enough dots were eaten, or none for a while. */
export function releaseGhosts(game: Game): void {
  game.house.steps += 1;
  const next = game.ghosts.find((ghost) => ghost.mode === 'house');
  if (!next) return;
  const soon = next.temper === 'ambush'; // the first one does not wait
  if (soon || game.house.dots >= RELEASE_DOTS || game.house.steps >= RELEASE_STEPS) {
    next.mode = 'leaving';
    game.house = { dots: 0, steps: 0 };
  }
}
