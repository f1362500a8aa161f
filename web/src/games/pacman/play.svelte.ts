import { StepClock } from '../clock';
import type { Pace } from './levels';
import type { Direction } from './maze';
import { loadPreferences, savePreferences, type Preferences } from './preferences';
import { step, steer, type Happening } from './rules';
import { newGame, type Game } from './state';

export type Status = 'Ready' | 'Playing' | 'Paused' | 'Game over';

/** A game as the page shows it: when it runs, and what of it is written beside the maze. */
export class Play {
  game: Game;
  started = $state(false);
  status = $state<Status>('Ready');
  score = $state(0);
  lives = $state(0);
  level = $state(1);
  /** Where the player wants to go. */
  direction = $state<Direction>('left');
  preferences = $state<Preferences>(loadPreferences());

  #clock = new StepClock();

  /** `seed` makes a number for each new game; the same number makes the same ghosts. */
  constructor(private readonly seed: () => number) {
    this.game = newGame(seed(), this.preferences.pace);
    this.#show();
  }

  /** Whether time goes on. */
  get running(): boolean {
    return this.started && (this.status === 'Playing' || this.status === 'Ready');
  }

  /** Begins, or goes on, or begins again after the end. */
  start(): void {
    if (this.game.stage === 'over') this.restart();
    this.started = true;
    this.game.paused = false;
    this.#show();
  }

  pause(): void {
    if (!this.running) return;
    this.game.paused = true;
    this.#show();
  }

  toggle(): void {
    if (this.running) this.pause();
    else this.start();
  }

  /** A new game, waiting to be started; the wanted direction stays. */
  restart(): void {
    const { direction } = this;
    this.game = newGame(this.seed(), this.preferences.pace);
    this.started = false;
    this.steer(direction);
  }

  steer(direction: Direction): void {
    steer(this.game, direction);
    this.#show();
  }

  /** A change of pace counts at once. */
  setPace(pace: Pace): void {
    this.game.pace = pace;
    this.#remember({ pace });
  }

  setSound(sound: boolean): void {
    this.#remember({ sound });
  }

  /** Does the steps that are due at a time in milliseconds; returns what happened in them. */
  tick(now: number): Happening[] {
    const due = this.#clock.due(now);
    if (!this.started) return [];
    const happened: Happening[] = [];
    for (let n = 0; n < due; n += 1) happened.push(...step(this.game));
    if (due > 0) this.#show();
    return happened;
  }

  #show(): void {
    const { stage, paused, score, lives, level, player } = this.game;
    this.score = score;
    this.lives = lives;
    this.level = level;
    this.direction = player.wanted;
    if (stage === 'over') this.status = 'Game over';
    else if (paused) this.status = 'Paused';
    else this.status = this.started && stage !== 'ready' ? 'Playing' : 'Ready';
    if (score > this.preferences.best && stage === 'over') this.#remember({ best: score });
  }

  #remember(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    savePreferences(this.preferences);
  }
}
