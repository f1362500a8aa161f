import { beforeEach, describe, expect, it } from 'vitest';
import {
  BONUS_STEPS,
  EXTRA_LIFE_AT,
  FREEZE_STEPS,
  frightenedSteps,
  ghostSpeed,
  phaseSteps,
  playerSpeed,
  STAGE_STEPS,
} from './levels';
import { BONUS_PLACE, indexOf, type Tile } from './maze';
import { TILE, tileOf } from './motion';
import { step, steer, type Happening } from './rules';
import { newGame, type Game, type Ghost } from './state';

let game: Game;
beforeEach(() => {
  game = newGame(7);
  run(STAGE_STEPS.ready);
});

function run(steps: number): Happening[] {
  return Array.from({ length: steps }, () => step(game)).flat();
}

/** Ghosts out of the way, so that a test can look at one thing. */
function alone(): void {
  for (const ghost of game.ghosts) ghost.mode = 'house';
  game.house = { dots: -1000, steps: -1e6 };
  for (const ghost of game.ghosts) if (ghost.temper === 'ambush') ghost.temper = 'shy';
}

function place(who: { x: number; y: number }, tile: Tile): void {
  who.x = tile.x * TILE;
  who.y = tile.y * TILE;
}

function ghost(n: number): Ghost {
  const found = game.ghosts[n];
  if (!found) throw new Error(`no ghost ${n}`);
  return found;
}

function meet(n: number): void {
  ghost(n).mode = 'roaming';
  place(ghost(n), tileOf(game.player));
}

describe('a game', () => {
  it('begins after a moment, with three lives', () => {
    const fresh = newGame(1);
    expect([fresh.stage, fresh.lives, fresh.score, fresh.level]).toEqual(['ready', 3, 0, 1]);
    for (let n = 0; n < STAGE_STEPS.ready - 1; n += 1) step(fresh);
    expect(fresh.stage).toBe('ready');
    step(fresh);
    expect(fresh.stage).toBe('playing');
  });

  it('stands still while paused', () => {
    run(100);
    game.paused = true;
    const before = structuredClone(game);
    expect(run(500)).toEqual([]);
    expect(game).toEqual(before);
    game.paused = false;
    run(1);
    expect(game.time).toBe(before.time + 1);
  });

  it('is the same for the same seed and steering, and another for another seed', () => {
    const play = (seed: number): Game => {
      const g = newGame(seed, 'fast');
      const ways = ['up', 'left', 'down', 'right'] as const;
      for (let n = 0; n < 4000; n += 1) {
        if (n % 37 === 0) steer(g, ways[(n * 7919) % 4] ?? 'up');
        step(g);
      }
      return g;
    };
    expect(play(5)).toEqual(play(5));
    expect(play(5).seed).not.toBe(play(6).seed);
  });
});

describe('eating', () => {
  it('scores 10 for a dot, once', () => {
    alone();
    steer(game, 'left');
    const left = game.foodLeft;
    run(Math.ceil(TILE / playerSpeed('gentle', 1)));
    expect(game.score).toBe(10);
    expect(game.foodLeft).toBe(left - 1);
    steer(game, 'right');
    run(10);
    expect(game.score).toBe(10);
  });

  it('scores 50 for a power pellet and frightens the ghosts that are about', () => {
    ghost(1).mode = 'eyes';
    place(game.player, { x: 1, y: 2 });
    expect(run(1)).toContain('power');
    expect(game.score).toBe(50);
    expect(game.ghosts.map((g) => g.frightened)).toEqual([true, false, true, true]);
    run(frightenedSteps('gentle', 1));
    expect(game.ghosts.some((g) => g.frightened)).toBe(false);
  });

  it('scores 200, 400, 800, 1600 for ghosts in a row, and begins again', () => {
    alone();
    for (const round of [1, 2]) {
      place(game.player, { x: 1, y: round === 1 ? 2 : 17 });
      step(game);
      const gained = [0, 1, 2, 3].map((n) => {
        const before = game.score;
        meet(n);
        expect(run(1)).toContain('ghost');
        expect(game.popups.at(-1)?.points).toBe(game.score - before);
        expect(ghost(n).mode).toBe('eyes');
        run(FREEZE_STEPS);
        ghost(n).mode = 'house';
        return game.score - before;
      });
      expect(gained.map((points) => points - (points % 100))).toEqual([200, 400, 800, 1600]);
    }
  });

  it('stands still for a moment when a ghost is eaten', () => {
    alone();
    place(game.player, { x: 1, y: 2 });
    step(game);
    meet(0);
    step(game);
    const { x, y } = game.player;
    run(FREEZE_STEPS);
    expect([game.player.x, game.player.y]).toEqual([x, y]);
    steer(game, 'up');
    run(1);
    expect(game.player.y).not.toBe(y);
  });

  it('offers a bonus after a third of the dots, for a while', () => {
    alone();
    game.foodLeft = Math.floor(0.6 * game.foodLeft);
    place(game.player, { x: 4, y: 20 });
    step(game);
    expect(game.bonus).toMatchObject({ kind: 'pear', points: 100 });
    const before = game.score;
    const copy = structuredClone(game);
    place(game.player, BONUS_PLACE);
    expect(run(1)).toContain('bonus');
    expect(game.score).toBe(before + 100);
    expect(game.bonus).toBeNull();
    game = copy;
    run(BONUS_STEPS);
    expect(game.bonus).toBeNull();
  });

  it('gives one more life at 10,000 points, once', () => {
    alone();
    game.score = EXTRA_LIFE_AT - 10;
    place(game.player, { x: 1, y: 1 });
    expect(run(1)).toContain('extra');
    expect(game.lives).toBe(4);
    game.score = 2 * EXTRA_LIFE_AT;
    place(game.player, { x: 2, y: 1 });
    step(game);
    expect(game.lives).toBe(4);
  });
});

describe('phases', () => {
  it('scatter for seven seconds, then chase, and turn the ghosts back', () => {
    expect(game.phase.index).toBe(0);
    run(phaseSteps(1, 0) - 1);
    expect(game.phase.index).toBe(0);
    const before = ghost(0).direction;
    step(game);
    expect(game.phase.index).toBe(1);
    expect(ghost(0).turnBack || ghost(0).direction !== before).toBe(true);
  });

  it('stand still while the ghosts are frightened, who turn back at once', () => {
    place(game.player, { x: 1, y: 2 });
    step(game);
    const left = game.phase.left;
    run(100);
    expect(game.phase.left).toBe(left);
    const roaming = ghost(0);
    expect(roaming.turnBack).toBe(false); // it has turned by now
  });

  it('end with a chase that never ends', () => {
    expect(phaseSteps(1, 7)).toBe(Infinity);
    expect(phaseSteps(1, 99)).toBe(Infinity);
  });
});

describe('lives and levels', () => {
  it('loses a life to a ghost, and begins again from the start with the dots as they were', () => {
    alone();
    run(60);
    const { foodLeft, score } = game;
    steer(game, 'down');
    meet(0);
    expect(run(1)).toContain('caught');
    expect([game.lives, game.stage]).toEqual([2, 'caught']);
    run(STAGE_STEPS.caught);
    expect(game.stage).toBe('ready');
    expect([game.foodLeft, game.score]).toEqual([foodLeft, score]);
    expect(tileOf(game.player)).toEqual({ x: 10, y: 17 });
    expect(game.player.wanted).toBe('down'); // a camera direction holds until another
  });

  it('is over after the last life, and stays so', () => {
    game.lives = 1;
    alone();
    meet(2);
    run(1);
    expect(run(STAGE_STEPS.caught)).toEqual(['over']);
    expect(game.stage).toBe('over');
    const end = structuredClone(game);
    run(100);
    expect(game).toEqual(end);
  });

  it('goes up a level when every dot is eaten, and gets faster', () => {
    alone();
    game.food = game.food.map(() => 'none');
    game.food[indexOf({ x: 9, y: 17 })] = 'dot';
    game.foodLeft = 1;
    steer(game, 'left');
    expect(run(20)).toContain('cleared');
    run(STAGE_STEPS.cleared);
    expect([game.level, game.stage, game.lives]).toEqual([2, 'ready', 3]);
    expect(game.foodLeft).toBeGreaterThan(140);
    expect(playerSpeed('gentle', 2)).toBeGreaterThan(playerSpeed('gentle', 1));
    expect(ghostSpeed('gentle', 2, 'walk')).toBeGreaterThan(ghostSpeed('gentle', 1, 'walk'));
    expect(frightenedSteps('gentle', 2)).toBeLessThan(frightenedSteps('gentle', 1));
    expect(frightenedSteps('fast', 50)).toBeGreaterThan(0);
  });
});
