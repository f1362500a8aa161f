import { STEPS_PER_SECOND, StepClock } from '../clock';
import { announcementOf, type Names } from './announce';
import { newMind, play, type Mind } from './computer';
import type { Level } from './levels';
import {
  dropPress,
  lit,
  newPad,
  press,
  read,
  release,
  releaseKeys,
  type Command,
  type Manner,
  type Pad,
} from './pad';
import { loadPreferences, savePreferences, type Mode, type Preferences } from './preferences';
import { step } from './rules';
import { newMatch, winnerOf, type Happening, type Input, type Match, type Side } from './state';

/** `Ready`: to be started; the rest speaks for itself. */
export type Status = 'Ready' | 'Fighting' | 'Paused' | 'Over';

/** A match as the page shows it: when it runs, and what of it is written over the stage. */
export class Play {
  match: Match;
  preferences = $state<Preferences>(loadPreferences());
  status = $state<Status>('Ready');
  health = $state.raw<readonly [number, number]>([100, 100]);
  wins = $state.raw<readonly [number, number]>([0, 0]);
  /** Seconds left in the round. */
  seconds = $state(0);
  announcement = $state('');
  winner = $state<Side | null>(null);
  /** What the first player does just now, one after another. */
  doing = $state('');

  #started = false;
  #mind: Mind;
  #pads: [Pad, Pad] = [newPad(), newPad()];
  #clock = new StepClock();

  /** `seed` makes a number for each match; the same number makes the same opponent. */
  constructor(
    private readonly seed: () => number,
    private readonly nameOf: (mode: Mode) => Names,
  ) {
    this.match = newMatch();
    this.#mind = newMind(this.preferences.level, seed());
    this.#show();
  }

  get names(): Names {
    return this.nameOf(this.preferences.mode);
  }

  /** Begins, or goes on, or plays again after the end. */
  start(): void {
    if (this.match.stage === 'over') this.reset();
    this.#started = true;
    this.match.paused = false;
    for (const pad of this.#pads) dropPress(pad);
    this.#show();
  }

  pause(): void {
    if (this.status !== 'Fighting') return;
    this.match.paused = true;
    for (const pad of this.#pads) releaseKeys(pad);
    this.#show();
  }

  toggle(): void {
    if (this.status === 'Fighting') this.pause();
    else this.start();
  }

  /** A new match, waiting to be started. */
  reset(): void {
    this.match = newMatch();
    this.#mind = newMind(this.preferences.level, this.seed());
    this.#started = false;
    this.#show();
  }

  setMode(mode: Mode): void {
    this.#remember({ mode });
    this.#pads = [newPad(), newPad()]; // who moves them is another, and lets go of nothing
    this.reset();
  }

  setLevel(level: Level): void {
    this.#remember({ level });
    this.reset();
  }

  setSound(sound: boolean): void {
    this.#remember({ sound });
  }

  /** What is recognised moves the first player, unless both are at the keyboard. */
  recognise(command: Command, kind: 'start' | 'stop', manner: Manner): boolean {
    if (this.preferences.mode === 'keyboard') return false;
    if (kind === 'start') press(this.#pads[0], command, manner);
    else release(this.#pads[0], command, manner);
    this.#show();
    return kind === 'start';
  }

  /** A key goes down or up on one half of the keyboard. */
  key(half: Side, command: Command, down: boolean): void {
    const { mode } = this.preferences;
    const side = mode === 'computer' ? 0 : mode === 'camera' ? 1 : half;
    this.hold(side, command, down);
  }

  /** A button on the page, or a key, moves one of them. */
  hold(side: Side, command: Command, down: boolean): void {
    if (down) press(this.#pads[side], command, 'key');
    else release(this.#pads[side], command, 'key');
    this.#show();
  }

  /** Lets go of everything: the keyboard belongs to someone else now. */
  letGo(): void {
    for (const pad of this.#pads) releaseKeys(pad);
  }

  /** Does the steps that are due at a time in milliseconds; returns what happened in them. */
  tick(now: number): Happening[] {
    const due = this.#clock.due(now);
    if (this.status !== 'Fighting') return [];
    const happened: Happening[] = [];
    for (let n = 0; n < due; n += 1) happened.push(...step(this.match, this.#inputs()));
    if (due > 0) this.#show();
    return happened;
  }

  #inputs(): [Input, Input] {
    const [first, second] = this.#pads;
    const own = read(first);
    const keys = read(second);
    const foe = this.preferences.mode === 'computer' ? play(this.#mind, this.match, 1) : keys;
    return [own, foe];
  }

  #show(): void {
    const { stage, paused, clock, fighters } = this.match;
    const [a, b] = fighters;
    if (this.health[0] !== a.health || this.health[1] !== b.health) {
      this.health = [a.health, b.health];
    }
    if (this.wins[0] !== a.wins || this.wins[1] !== b.wins) this.wins = [a.wins, b.wins];
    this.seconds = Math.ceil(clock / STEPS_PER_SECOND);
    this.announcement = this.#started ? announcementOf(this.match, this.names) : '';
    this.winner = winnerOf(this.match);
    if (stage === 'over') this.status = 'Over';
    else if (!this.#started) this.status = 'Ready';
    else this.status = paused ? 'Paused' : 'Fighting';
    this.doing = this.status === 'Fighting' ? lit(this.#pads[0]).join(' ') : '';
  }

  #remember(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    savePreferences(this.preferences);
  }
}
