import { expect, it } from 'vitest';
import { LIVES, STAGE_STEPS } from './levels';
import { indexOf, PLAYER_START } from './maze';
import { TILE } from './motion';
import { beginLevel, newGame, placeActors, TEMPERS } from './state';

it('begins with everyone in place and every dot on the floor', () => {
  const game = newGame(3);
  expect(game).toMatchObject({ level: 1, score: 0, lives: LIVES, stage: 'ready' });
  expect(game.stageLeft).toBe(STAGE_STEPS.ready);
  expect(game.player).toMatchObject({ x: PLAYER_START.x * TILE, y: PLAYER_START.y * TILE });
  expect(game.ghosts.map((ghost) => ghost.temper)).toEqual(TEMPERS);
  expect(game.ghosts.filter((ghost) => ghost.mode === 'roaming')).toHaveLength(1);
  expect(game.foodLeft).toBe(game.food.filter((food) => food !== 'none').length);
});

it('keeps food and the wanted direction when a life is lost', () => {
  const game = newGame(3);
  const eaten = game.food.findIndex((food) => food === 'dot');
  game.food[eaten] = 'none';
  game.player.wanted = 'up';
  game.frightened = 99;
  placeActors(game);
  expect(game.food[eaten]).toBe('none');
  expect(game.player.wanted).toBe('up');
  expect(game.frightened).toBe(0);
});

it('lays the food out afresh on the next level', () => {
  const game = newGame(3);
  const dots = game.foodLeft;
  game.food.fill('none');
  game.foodLeft = 0;
  beginLevel(game, 2);
  expect(game).toMatchObject({ level: 2, foodLeft: dots, bonuses: 0 });
});

it('shares nothing between two games', () => {
  const [one, other] = [newGame(1), newGame(1)];
  one.food[indexOf(PLAYER_START)] = 'power';
  one.ghosts[0]!.frightened = true;
  expect(other).toEqual(newGame(1));
});
