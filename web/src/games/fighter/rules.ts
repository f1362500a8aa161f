import { act, remember } from './acting';
import { exchangeBlows } from './combat';
import { face, FORWARD, keepTogether, move, separate } from './motion';
import {
  beginRound,
  ENDED_STEPS,
  enter,
  MOST_ROUNDS,
  NOTHING,
  SIDES,
  START,
  WINS,
  type Fighter,
  type Happening,
  type Input,
  type Match,
  type Result,
} from './state';

/** After a knock-out time runs at half speed for so many steps. */
const SLOW_STEPS = 60;
/** So many steps after the end the winner is glad. */
const GLAD_AFTER = 70;

function advance(match: Match, inputs: readonly [Input, Input], happened: Happening[]): void {
  const [a, b] = match.fighters;
  act(a, b, inputs[0], 0, happened);
  act(b, a, inputs[1], 1, happened);
  move(a, 0, happened);
  move(b, 1, happened);
  separate(a, b);
  keepTogether(a, b);
  face(a, b);
  face(b, a);
}

/** How the round has ended, if it has. */
function decide(match: Match): Result | null {
  const [a, b] = match.fighters;
  const how = a.health === 0 || b.health === 0 ? 'ko' : 'time';
  if (how === 'time' && match.clock > 0) return null;
  if (a.health === b.health) return { winner: null, how };
  return { winner: a.health > b.health ? 0 : 1, how };
}

function fight(match: Match, inputs: readonly [Input, Input], happened: Happening[]): void {
  match.clock -= 1;
  advance(match, inputs, happened);
  exchangeBlows(match, happened);
  match.result = decide(match);
  if (!match.result) return;
  const { winner, how } = match.result;
  match.stage = 'ended';
  match.stageLeft = ENDED_STEPS;
  if (winner !== null) match.fighters[winner].wins += 1;
  if (how === 'time') happened.push({ what: 'time', side: 0, x: 0, y: 0, strength: 0 });
}

function end(match: Match, happened: Happening[]): void {
  match.stageLeft -= 1;
  const gone = ENDED_STEPS - match.stageLeft;
  const slow = match.result?.how === 'ko' && gone < SLOW_STEPS && gone % 2 === 1;
  if (!slow) advance(match, [NOTHING, NOTHING], happened);
  const winner = match.result?.winner ?? null;
  if (winner !== null && gone >= GLAD_AFTER) {
    const fighter = match.fighters[winner];
    if (fighter.act === 'stand') {
      enter(fighter, 'win');
      happened.push({ what: 'won', side: winner, x: fighter.x, y: 0, strength: 0 });
    }
  }
  if (match.stageLeft > 0) return;
  const decided = match.fighters.some((fighter) => fighter.wins >= WINS);
  if (decided || match.round >= MOST_ROUNDS) match.stage = 'over';
  else beginRound(match, match.round + 1);
}

/** While the round is announced, both come from the wings. */
function comeIn(fighter: Fighter): void {
  fighter.since += 1;
  const arrived = Math.abs(fighter.x) <= START;
  fighter.vx = arrived ? 0 : fighter.facing * FORWARD * 0.6;
  fighter.x += fighter.vx;
  enter(fighter, arrived ? 'stand' : 'walk');
}

/** Moves a match on by a sixtieth of a second; a paused or finished one stays as it is. */
export function step(match: Match, inputs: readonly [Input, Input]): Happening[] {
  const happened: Happening[] = [];
  if (match.paused || match.stage === 'over') return happened;
  match.time += 1;
  if (match.stage === 'intro') {
    for (const fighter of match.fighters) comeIn(fighter);
    match.stageLeft -= 1;
    if (match.stageLeft > 0) return happened;
    match.stage = 'fight';
    happened.push({ what: 'fight', side: 0, x: 0, y: 0, strength: 0 });
    return happened;
  }
  if (match.stage === 'fight') {
    for (const side of SIDES) remember(match.fighters[side], inputs[side]);
  }
  if (match.freeze > 0) {
    match.freeze -= 1;
    return happened;
  }
  if (match.stage === 'fight') fight(match, inputs, happened);
  else end(match, happened);
  return happened;
}
