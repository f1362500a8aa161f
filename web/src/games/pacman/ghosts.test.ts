import { beforeEach, describe, expect, it } from 'vitest';
import { CORNERS, chaseTarget, chooseWay, moveGhost, releaseGhosts, target } from './ghosts';
import { ghostSpeed, RELEASE_DOTS, RELEASE_STEPS } from './levels';
import { DOORSTEP, HOME, type Direction, type Tile } from './maze';
import { TILE, tileOf } from './motion';
import { newGame, type Game, type Ghost, type Temper } from './state';

let game: Game;
beforeEach(() => {
  game = newGame(1);
});

function ghostOf(temper: Temper): Ghost {
  const ghost = game.ghosts.find((g) => g.temper === temper);
  if (!ghost) throw new Error(temper);
  return ghost;
}

function put(who: { x: number; y: number; direction: Direction }, tile: Tile, to: Direction): void {
  Object.assign(who, { x: tile.x * TILE, y: tile.y * TILE, direction: to });
}

function roaming(temper: Temper, tile: Tile, to: Direction): Ghost {
  const ghost = ghostOf(temper);
  put(ghost, tile, to);
  ghost.mode = 'roaming';
  return ghost;
}

function run(ghost: Ghost, steps: number): void {
  for (let n = 0; n < steps; n += 1) moveGhost(game, ghost);
}

describe('targets', () => {
  beforeEach(() => {
    game.phase = { index: 1, left: 1000 };
    put(game.player, { x: 7, y: 14 }, 'right');
  });

  it('the chaser makes for the player', () => {
    expect(chaseTarget(game, ghostOf('chase'))).toEqual({ x: 7, y: 14 });
  });

  it.each([
    ['right', { x: 11, y: 14 }],
    ['left', { x: 3, y: 14 }],
    ['up', { x: 7, y: 10 }],
    ['down', { x: 7, y: 18 }],
  ] as const)('the ambusher makes for four tiles ahead: %s', (direction, tile) => {
    game.player.direction = direction;
    expect(chaseTarget(game, ghostOf('ambush'))).toEqual(tile);
  });

  it('the flanker mirrors the chaser in the point two tiles ahead', () => {
    roaming('chase', { x: 4, y: 11 }, 'up');
    expect(chaseTarget(game, ghostOf('flank'))).toEqual({ x: 14, y: 17 });
  });

  it('the shy one chases from afar and goes home when near', () => {
    const shy = roaming('shy', { x: 7, y: 4 }, 'left');
    expect(chaseTarget(game, shy)).toEqual({ x: 7, y: 14 });
    roaming('shy', { x: 4, y: 14 }, 'left');
    expect(chaseTarget(game, shy)).toEqual(CORNERS.shy);
  });

  it('is the corner while scattering, and the doorstep for eyes', () => {
    game.phase.index = 0;
    for (const ghost of game.ghosts) expect(target(game, ghost)).toEqual(CORNERS[ghost.temper]);
    ghostOf('chase').mode = 'eyes';
    expect(target(game, ghostOf('chase'))).toEqual(DOORSTEP);
  });
});

describe('choosing a way', () => {
  it('takes the way that ends nearest to the target', () => {
    game.phase.index = 1;
    put(game.player, { x: 7, y: 1 }, 'left');
    const ghost = roaming('chase', { x: 7, y: 4 }, 'right');
    expect(chooseWay(game, ghost, { x: 7, y: 4 })).toBe('up');
  });

  it('never turns back, even when the target is right behind', () => {
    game.phase.index = 1;
    put(game.player, { x: 5, y: 4 }, 'left');
    const ghost = roaming('chase', { x: 7, y: 4 }, 'right');
    expect(chooseWay(game, ghost, { x: 7, y: 4 })).not.toBe('left');
  });

  it('turns back once when the phase has changed', () => {
    const ghost = roaming('chase', { x: 7, y: 4 }, 'right');
    ghost.turnBack = true;
    expect(chooseWay(game, ghost, { x: 7, y: 4 })).toBe('left');
    expect(ghost.turnBack).toBe(false);
  });

  it('is any way when frightened, repeatable by the seed', () => {
    const ghost = roaming('chase', { x: 4, y: 7 }, 'right');
    ghost.frightened = true;
    const draw = (): Direction[] =>
      Array.from({ length: 60 }, () => chooseWay(game, ghost, { x: 4, y: 7 }));
    const first = draw();
    expect(new Set(first)).toEqual(new Set(['up', 'right', 'down']));
    game.seed = 1;
    expect(draw()).toEqual(first);
  });
});

describe('moving', () => {
  it('is slower in the tunnel and when frightened, and fast as eyes', () => {
    const speed = (gait: 'walk' | 'tunnel' | 'frightened' | 'eyes'): number =>
      ghostSpeed('normal', 1, gait);
    expect(speed('tunnel')).toBeLessThan(speed('frightened'));
    expect(speed('frightened')).toBeLessThan(speed('walk'));
    expect(speed('walk')).toBeLessThan(speed('eyes'));
    const inTunnel = roaming('chase', { x: 2, y: 11 }, 'left');
    run(inTunnel, 10);
    const outside = roaming('ambush', { x: 13, y: 4 }, 'left');
    run(outside, 10);
    expect(2 * TILE - inTunnel.x).toBe(10 * ghostSpeed('gentle', 1, 'tunnel'));
    expect(13 * TILE - outside.x).toBe(10 * ghostSpeed('gentle', 1, 'walk'));
  });

  it.each(['left', 'right'] as const)('goes through the tunnel to the %s', (direction) => {
    const ghost = roaming('chase', { x: direction === 'left' ? 2 : 18, y: 11 }, direction);
    run(ghost, 230);
    const { x } = tileOf(ghost);
    expect(direction === 'left' ? x > 15 : x < 5).toBe(true);
  });

  it('leaves the house through the door', () => {
    const ghost = ghostOf('shy');
    ghost.mode = 'leaving';
    run(ghost, 200);
    expect(ghost.mode).toBe('roaming');
  });

  it('goes home as eyes, and comes out again brave', () => {
    const ghost = roaming('flank', { x: 1, y: 20 }, 'up');
    const modes: Ghost['mode'][] = ['eyes'];
    ghost.mode = 'eyes';
    for (let n = 0; n < 1200 && modes.at(-1) !== 'roaming'; n += 1) {
      moveGhost(game, ghost);
      if (modes.at(-1) === ghost.mode) continue;
      modes.push(ghost.mode);
      if (modes.at(-1) === 'leaving') expect(tileOf(ghost)).toEqual(HOME);
    }
    expect(modes).toEqual(['eyes', 'entering', 'leaving', 'roaming']);
    expect(ghost.frightened).toBe(false);
  });
});

describe('leaving the house', () => {
  const out = (): Temper[] => game.ghosts.filter((g) => g.mode !== 'house').map((g) => g.temper);

  it('begins with the ambusher, and goes on by dots', () => {
    expect(out()).toEqual(['chase']);
    releaseGhosts(game);
    expect(out()).toEqual(['chase', 'ambush']);
    game.house.dots = RELEASE_DOTS - 1;
    releaseGhosts(game);
    expect(out()).toEqual(['chase', 'ambush']);
    game.house.dots = RELEASE_DOTS;
    releaseGhosts(game);
    expect(out()).toEqual(['chase', 'ambush', 'flank']);
    releaseGhosts(game);
    expect(out()).toHaveLength(3);
  });

  it('goes on by time when no dot is eaten', () => {
    for (let n = 0; n < RELEASE_STEPS; n += 1) releaseGhosts(game);
    expect(out()).toHaveLength(2);
    for (let n = 0; n < RELEASE_STEPS + 1; n += 1) releaseGhosts(game);
    expect(out()).toHaveLength(4);
  });
});
