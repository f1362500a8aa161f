import { ENDED_STEPS, ROUND_STEPS, WINS, type Match, type Side } from './state';

const READY_STEPS = 50; // of the announcement of a round
const FIGHT_STEPS = 45;
const CALL_STEPS = 95; // how a round ended, before who has won it

/** Who fights: names as they stand over the health bars. */
export type Names = readonly [string, string];

export function wins(name: string): string {
  return name === 'You' ? 'You win' : `${name} wins`;
}

/** What is called over the stage just now. */
export function announcementOf(match: Match, names: Names): string {
  const { stage, stageLeft, round, clock, result, fighters } = match;
  const decisive = fighters.every((fighter) => fighter.wins === WINS - 1);
  if (stage === 'intro') {
    if (stageLeft <= READY_STEPS) return 'Ready';
    return decisive ? 'Final round' : `Round ${round}`;
  }
  if (stage === 'fight') return ROUND_STEPS - clock < FIGHT_STEPS ? 'Fight' : '';
  if (stage !== 'ended' || !result) return '';
  if (ENDED_STEPS - stageLeft < CALL_STEPS) {
    if (result.how === 'time') return 'Time';
    return result.winner === null ? 'Both are down' : 'Knock-out';
  }
  return result.winner === null ? 'A draw' : wins(names[result.winner as Side]);
}
