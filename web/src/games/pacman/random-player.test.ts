import { expect, it } from 'vitest';
import { DIRECTIONS, DOOR, HOME, indexOf, isOpen, OPPOSITE } from './maze';
import { CORNER, TILE, tileOf, type Actor } from './motion';
import { nextRandom } from '../random';
import { step, steer } from './rules';
import { newGame, type Game } from './state';
import type { Pace } from './levels';

/** Whether an actor is on the lines that join the middles of tiles, give or take. */
function isOnLine(actor: Actor, tolerance: number): boolean {
  const off = (p: number): number => Math.abs(p - Math.round(p / TILE) * TILE);
  return Math.min(off(actor.x), off(actor.y)) <= tolerance;
}

function isAtHome(actor: Actor): boolean {
  const { x, y } = tileOf(actor);
  return (x === DOOR.x && y === DOOR.y) || (y === HOME.y && Math.abs(x - HOME.x) <= 1);
}

function check(game: Game): void {
  const at = tileOf(game.player);
  if (!isOpen(at.x, at.y)) throw new Error(`player in a wall at ${JSON.stringify(game.player)}`);
  if (!isOnLine(game.player, CORNER)) throw new Error(`player off: ${JSON.stringify(game.player)}`);
  for (const ghost of game.ghosts) {
    const { x, y } = tileOf(ghost);
    const mayBeHome = ghost.mode !== 'roaming' && isAtHome(ghost);
    if (!isOpen(x, y) && !mayBeHome) throw new Error(`ghost in a wall: ${JSON.stringify(ghost)}`);
    if (!isOnLine(ghost, 0)) throw new Error(`ghost off: ${JSON.stringify(ghost)}`);
  }
  const left = game.food.filter((food) => food !== 'none').length;
  if (left !== game.foodLeft) throw new Error(`${left} dots, counted as ${game.foodLeft}`);
}

it.each<[Pace, number]>([
  ['gentle', 1],
  ['normal', 2],
  ['fast', 3],
])('a player at random breaks no rule in 20,000 steps: %s', (pace, seed) => {
  let game = newGame(seed, pace);
  let random = seed;
  let place = -1;
  let score = 0;
  let eaten = 0;
  const modes = new Set<string>();
  for (let n = 0; n < 20_000; n += 1) {
    const here = tileOf(game.player);
    if (n % 300 === 0 || indexOf(here) !== place) {
      const drawn = nextRandom(random);
      random = drawn.seed;
      place = indexOf(here);
      const back = n % 300 === 0 ? null : OPPOSITE[game.player.direction];
      const on = DIRECTIONS.filter((way) => way !== back);
      steer(game, on[Math.floor(drawn.value * on.length)] ?? 'up'); // often into a wall
    }
    if (n % 600 === 0 && game.food[place] === 'none') {
      game.food[place] = 'power'; // a random player seldom gets to one
      game.foodLeft += 1;
    }
    eaten += step(game).filter((what) => what === 'dot').length;
    if (n % 3 === 0) check(game);
    if (game.score < score) throw new Error(`the score fell from ${score} to ${game.score}`);
    score = game.score;
    for (const ghost of game.ghosts) modes.add(ghost.mode);
    if (game.stage === 'over') {
      game = newGame(random, pace);
      score = 0;
    }
  }
  expect(eaten).toBeGreaterThan(100);
  expect(modes).toEqual(new Set(['house', 'leaving', 'roaming', 'eyes', 'entering']));
});
