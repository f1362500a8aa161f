import { LIVES, phaseSteps, STAGE_STEPS, type BonusKind, type Pace } from './levels';
import { DOORSTEP, freshFood, HOME, PLAYER_START, type Direction, type Food } from './maze';
import { TILE, type Actor } from './motion';

/** `ready`: about to begin; `caught`: a life was lost; `cleared`: every dot is eaten. */
export type Stage = 'ready' | 'playing' | 'caught' | 'cleared' | 'over';

export type Temper = 'chase' | 'ambush' | 'flank' | 'shy';
export const TEMPERS: readonly Temper[] = ['chase', 'ambush', 'flank', 'shy'];

export interface Ghost extends Actor {
  temper: Temper;
  /** In the house, on the way out, in the maze, eaten, and back on the way in. */
  mode: 'house' | 'leaving' | 'roaming' | 'eyes' | 'entering';
  frightened: boolean;
  /** Turns back at the next tile: only when the phase changes. */
  turnBack: boolean;
}

export interface Player extends Actor {
  /** Kept until a corridor leads there. */
  wanted: Direction;
  moving: boolean;
}

export interface Popup {
  x: number;
  y: number;
  points: number;
  /** Steps it stays. */
  left: number;
}

/** A whole game as plain values: a copy of it goes on exactly like the original. */
export interface Game {
  pace: Pace;
  /** Of the random numbers. */
  seed: number;
  paused: boolean;
  stage: Stage;
  /** Steps until the stage ends (0 while playing). */
  stageLeft: number;
  /** Steps since the game began. */
  time: number;
  level: number;
  score: number;
  lives: number;
  extraGiven: boolean;
  /** By tile number. */
  food: Food[];
  foodLeft: number;
  player: Player;
  ghosts: Ghost[];
  phase: { index: number; left: number };
  /** Steps that ghosts are still frightened. */
  frightened: number;
  /** Ghosts eaten since the last power pellet. */
  chain: number;
  /** Steps that everything stands still. */
  freeze: number;
  /** Since the last ghost left the house. */
  house: { dots: number; steps: number };
  bonus: { kind: BonusKind; points: number; left: number } | null;
  /** Bonuses that came on this level. */
  bonuses: number;
  popups: Popup[];
}

function newPlayer(wanted: Direction): Player {
  const { x, y } = PLAYER_START;
  return { x: x * TILE, y: y * TILE, direction: 'left', wanted, moving: false };
}

function newGhosts(): Ghost[] {
  const beside = { chase: 0, ambush: 0, flank: -1.15, shy: 1.15 }; // tiles from the middle
  return TEMPERS.map((temper) => {
    const place = temper === 'chase' ? DOORSTEP : { x: HOME.x + beside[temper], y: HOME.y };
    return {
      temper,
      x: Math.round(place.x * TILE),
      y: place.y * TILE,
      direction: temper === 'chase' ? 'left' : 'up',
      mode: temper === 'chase' ? 'roaming' : 'house',
      frightened: false,
      turnBack: false,
    };
  });
}

/** Puts everyone back in place; a wanted direction stays, as a camera's does. */
export function placeActors(game: Game): void {
  game.stage = 'ready';
  game.stageLeft = STAGE_STEPS.ready;
  game.player = newPlayer(game.player.wanted);
  game.ghosts = newGhosts();
  game.phase = { index: 0, left: phaseSteps(game.level, 0) };
  game.frightened = 0;
  game.chain = 0;
  game.house = { dots: 0, steps: 0 };
  game.bonus = null;
}

/** Lays out the food of a level. */
export function beginLevel(game: Game, level: number): void {
  game.level = level;
  game.food = freshFood();
  game.foodLeft = game.food.filter((food) => food !== 'none').length;
  game.bonuses = 0;
  placeActors(game);
}

/** A new game; the same seed and the same steering make the same game. */
export function newGame(seed: number, pace: Pace = 'gentle'): Game {
  const game: Game = {
    pace,
    seed,
    paused: false,
    stage: 'ready',
    stageLeft: 0,
    time: 0,
    level: 1,
    score: 0,
    lives: LIVES,
    extraGiven: false,
    food: [],
    foodLeft: 0,
    player: newPlayer('left'),
    ghosts: [],
    phase: { index: 0, left: 0 },
    frightened: 0,
    chain: 0,
    freeze: 0,
    house: { dots: 0, steps: 0 },
    bonus: null,
    bonuses: 0,
    popups: [],
  };
  beginLevel(game, 1);
  return game;
}
