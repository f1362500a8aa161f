import { BLOWS, type Blow, type Press } from '../src/games/fighter/blows';
import { step } from '../src/games/fighter/rules';
import {
  newMatch,
  NOTHING,
  type Happening,
  type Input,
  type Match,
  type Side,
} from '../src/games/fighter/state';

export const press = (what: Press): Input => ({ ...NOTHING, press: what });
export const hold = (change: Partial<Input>): Input => ({ ...NOTHING, ...change });
export const GUARD = hold({ guard: true });
export const LOW_GUARD = hold({ guard: true, down: true });

export function place(match: Match, a: number, b: number): void {
  match.fighters[0].x = a;
  match.fighters[1].x = b;
}

/** A match whose first round is on, with the two at these places: near enough for any blow. */
export function fighting(a = -40, b = 40): Match {
  const match = newMatch();
  match.stage = 'fight';
  place(match, a, b);
  return match;
}

/** Has a fighter in the first step in which its blow can touch. */
export function strike(match: Match, side: Side, blow: Blow): void {
  const { startup } = BLOWS[blow];
  Object.assign(match.fighters[side], { act: 'attack', blow, since: startup, landed: false });
}

/** Steps on; what is pressed is pressed in the first step only, the rest is held. */
export function run(
  match: Match,
  steps: number,
  a: Input = NOTHING,
  b: Input = NOTHING,
): Happening[] {
  const happened: Happening[] = [];
  for (let n = 0; n < steps; n += 1) {
    const once = (input: Input): Input => (n === 0 ? input : { ...input, press: null });
    happened.push(...step(match, [once(a), once(b)]));
  }
  return happened;
}

export const health = (match: Match): number[] => match.fighters.map((one) => one.health);
export const names = (happened: readonly Happening[]): string[] => happened.map((h) => h.what);
