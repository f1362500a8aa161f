import { StepClock } from '../clock';
import { PAD } from './draw/room';
import {
  arm,
  begin,
  isFlying,
  newFlight,
  step,
  stop,
  type Flight,
  type Happening,
  type Move,
  type Stage,
} from './rules';

const DOING: Record<Move, string> = {
  takeoff: 'Taking off.',
  land: 'Landing.',
  flip: 'Flipping.',
};
const DONE: Record<Exclude<Happening, 'landed'>, string> = {
  up: 'Hovering.',
  flipped: 'Flipped.',
  low: 'Its battery is low, so it lands by itself.',
  crashed: 'It hit the floor. Reset it for another go.',
};
const REST = 'Arm it, then let it take off.';

/** The drone of the page: 60 steps a second, and what of it is written beside it. */
export class Flying {
  flight: Flight;
  stage = $state<Stage>('ground');
  armed = $state(false);
  /** Whole per cent. */
  battery = $state(100);
  /** Metres, to a tenth. */
  height = $state(0);
  /** What happened last, or what to do. */
  sentence = $state(REST);

  #clock = new StepClock();

  /** `seed` makes a number for each drone; the same number makes the same wind. */
  constructor(private readonly seed: () => number) {
    this.flight = newFlight(seed());
  }

  get inTheAir(): boolean {
    return this.stage !== 'ground' && this.stage !== 'crashed';
  }

  /** Makes a move if that may be, and says so, or why not. */
  ask(move: Move): void {
    this.#show(begin(this.flight, move) ?? DOING[move]);
  }

  arm(): void {
    arm(this.flight);
    this.#show(this.flight.armed ? 'Armed. It flies when it is told to.' : undefined);
  }

  stop(): void {
    const flying = isFlying(this.flight);
    const { armed } = this.flight;
    stop(this.flight);
    if (flying) this.#show('Stopped. It is landing.');
    else this.#show(armed ? 'Disarmed.' : undefined);
  }

  /** A whole drone with a full battery, on the pad. */
  reset(): void {
    this.flight = newFlight(this.seed());
    this.#show(REST);
  }

  /** Does the steps that are due at a time in milliseconds. */
  tick(now: number): void {
    const due = this.#clock.due(now);
    for (let n = 0; n < due; n += 1) {
      const happening = step(this.flight);
      if (happening) this.#show(this.#says(happening));
    }
    if (due > 0) this.#show();
  }

  #says(happening: Happening): string {
    if (happening !== 'landed') return DONE[happening];
    const where = Math.abs(this.flight.x) < PAD / 2 ? 'on the pad' : 'beside the middle of the pad';
    return `Landed ${where}.${this.flight.armed ? '' : ' Disarmed.'}`;
  }

  #show(sentence: string = this.sentence): void {
    this.sentence = sentence;
    this.stage = this.flight.stage;
    this.armed = this.flight.armed;
    this.battery = Math.round(this.flight.battery);
    this.height = Math.round(this.flight.z * 10) / 10;
  }
}
