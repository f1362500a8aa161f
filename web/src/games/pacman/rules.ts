import { moveGhost, releaseGhosts } from './ghosts';
import {
  BONUS_AFTER,
  BONUS_STEPS,
  bonusOf,
  EXTRA_LIFE_AT,
  FREEZE_STEPS,
  frightenedSteps,
  GHOST_POINTS,
  phaseSteps,
  playerSpeed,
  POINTS,
  POPUP_STEPS,
  STAGE_STEPS,
} from './levels';
import { BONUS_PLACE, freshFood, indexOf, type Direction } from './maze';
import { movePlayer, TILE, tileOf, type Actor } from './motion';
import { beginLevel, placeActors, type Game, type Ghost, type Stage } from './state';

/** What happened in a step, for sounds. */
export type Happening =
  'dot' | 'power' | 'ghost' | 'bonus' | 'extra' | 'caught' | 'cleared' | 'over';

/** Two that are nearer than this touch. */
const TOUCH = 0.7 * TILE;
const ALL_FOOD = freshFood().filter((food) => food !== 'none').length;

/** Asks for a direction; it is kept until the player can turn there, and after. */
export function steer(game: Game, direction: Direction): void {
  game.player.wanted = direction;
}

function gain(game: Game, points: number): Happening[] {
  game.score += points;
  if (game.extraGiven || game.score < EXTRA_LIFE_AT) return [];
  game.extraGiven = true;
  game.lives += 1;
  return ['extra'];
}

function pop(game: Game, place: { x: number; y: number }, points: number): void {
  game.popups.push({ x: place.x, y: place.y, points, left: POPUP_STEPS });
}

function enter(game: Game, stage: Stage & keyof typeof STAGE_STEPS): void {
  game.stage = stage;
  game.stageLeft = STAGE_STEPS[stage];
}

function turnGhostsBack(game: Game): void {
  for (const ghost of game.ghosts) if (ghost.mode === 'roaming') ghost.turnBack = true;
}

function advancePhase(game: Game): void {
  if (game.frightened > 0) {
    game.frightened -= 1; // the schedule stands still meanwhile
    if (game.frightened === 0) for (const ghost of game.ghosts) ghost.frightened = false;
    return;
  }
  game.phase.left -= 1;
  if (game.phase.left > 0) return;
  const index = game.phase.index + 1;
  game.phase = { index, left: phaseSteps(game.level, index) };
  turnGhostsBack(game);
}

function frighten(game: Game): void {
  game.frightened = frightenedSteps(game.pace, game.level);
  game.chain = 0;
  turnGhostsBack(game);
  for (const ghost of game.ghosts) {
    ghost.frightened = ghost.mode !== 'eyes' && ghost.mode !== 'entering';
  }
}

function touches(a: Actor, b: { x: number; y: number }): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < TOUCH;
}

function offerBonus(game: Game): void {
  const eaten = 1 - game.foodLeft / ALL_FOOD;
  const due = BONUS_AFTER[game.bonuses];
  if (due === undefined || eaten < due) return;
  game.bonuses += 1;
  game.bonus = { ...bonusOf(game.level), left: BONUS_STEPS };
}

function eat(game: Game): Happening[] {
  const happened: Happening[] = [];
  const place = indexOf(tileOf(game.player));
  const food = game.food[place];
  if (food === 'dot' || food === 'power') {
    game.food[place] = 'none';
    game.foodLeft -= 1;
    game.house.dots += 1;
    game.house.steps = 0;
    happened.push(food, ...gain(game, POINTS[food]));
    if (food === 'power') frighten(game);
    offerBonus(game);
  }
  const bonusPlace = { x: BONUS_PLACE.x * TILE, y: BONUS_PLACE.y * TILE };
  if (game.bonus && touches(game.player, bonusPlace)) {
    pop(game, bonusPlace, game.bonus.points);
    happened.push('bonus', ...gain(game, game.bonus.points));
    game.bonus = null;
  } else if (game.bonus) {
    game.bonus.left -= 1;
    if (game.bonus.left === 0) game.bonus = null;
  }
  return happened;
}

function eatGhost(game: Game, ghost: Ghost): Happening[] {
  const points = GHOST_POINTS[Math.min(game.chain, GHOST_POINTS.length - 1)] ?? 0;
  game.chain += 1;
  game.freeze = FREEZE_STEPS;
  ghost.mode = 'eyes';
  ghost.frightened = false;
  ghost.turnBack = false;
  pop(game, ghost, points);
  return ['ghost', ...gain(game, points)];
}

function meetGhosts(game: Game): Happening[] {
  for (const ghost of game.ghosts) {
    if (ghost.mode !== 'roaming' || !touches(game.player, ghost)) continue;
    if (ghost.frightened) return eatGhost(game, ghost); // one at a time: each has its pause
    game.lives -= 1;
    game.popups = [];
    enter(game, 'caught');
    return ['caught'];
  }
  return [];
}

function play(game: Game): Happening[] {
  advancePhase(game);
  const { player } = game;
  player.moving = movePlayer(player, player.wanted, playerSpeed(game.pace, game.level));
  const happened = eat(game);
  if (game.foodLeft === 0) {
    enter(game, 'cleared');
    return [...happened, 'cleared'];
  }
  happened.push(...meetGhosts(game));
  if (game.stage !== 'playing' || game.freeze > 0) return happened;
  releaseGhosts(game);
  for (const ghost of game.ghosts) moveGhost(game, ghost);
  return [...happened, ...meetGhosts(game)];
}

function endStage(game: Game): Happening[] {
  switch (game.stage) {
    case 'ready':
      game.stage = 'playing';
      return [];
    case 'cleared':
      beginLevel(game, game.level + 1);
      return [];
    default:
      if (game.lives > 0) {
        placeActors(game);
        return [];
      }
      game.stage = 'over';
      return ['over'];
  }
}

/** Moves the game on by a sixtieth of a second; a paused or finished one stays as it is. */
export function step(game: Game): Happening[] {
  if (game.paused || game.stage === 'over') return [];
  game.time += 1;
  for (const popup of game.popups) popup.left -= 1;
  game.popups = game.popups.filter((popup) => popup.left > 0);
  if (game.freeze > 0) {
    game.freeze -= 1;
    return [];
  }
  if (game.stage === 'playing') return play(game);
  game.stageLeft -= 1;
  return game.stageLeft > 0 ? [] : endStage(game);
}
