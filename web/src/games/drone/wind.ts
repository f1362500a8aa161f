import { STEPS_PER_SECOND } from '../clock';
import { nextRandom } from '../random';

/** Air that moves through the room, now this way, now that. */
export interface Wind {
  /** Metres a second; to the right if positive. */
  speed: number;
  seed: number;
}

const CALMING = 0.4; // a second: how quickly a gust is over
const GUSTS = 0.35; // m/s: how strong they are
const MOST = 1;

/** One step: a random walk that is drawn back to calm (Ornstein and Uhlenbeck's). */
export function blow(wind: Wind): void {
  const { value, seed } = nextRandom(wind.seed);
  const push = (value - 0.5) * Math.sqrt(12) * GUSTS * Math.sqrt((2 * CALMING) / STEPS_PER_SECOND);
  const next = wind.speed * (1 - CALMING / STEPS_PER_SECOND) + push;
  wind.speed = Math.max(-MOST, Math.min(MOST, next));
  wind.seed = seed;
}
