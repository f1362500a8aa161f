import { beforeEach, describe, expect, it } from 'vitest';
import { STEPS_PER_SECOND } from '../clock';
import {
  arm,
  begin,
  HOVER,
  isFlying,
  LEAST,
  LOW,
  newFlight,
  step,
  stop,
  type Flight,
  type Happening,
} from './rules';

let flight: Flight;
beforeEach(() => {
  flight = newFlight(1);
});

function run(seconds: number, look: () => void = () => undefined): Happening[] {
  const happened: Happening[] = [];
  for (let n = 0; n < seconds * STEPS_PER_SECOND; n += 1) {
    const what = step(flight);
    if (what) happened.push(what);
    look();
  }
  return happened;
}

function hover(): void {
  arm(flight);
  begin(flight, 'takeoff');
  run(4);
  expect(flight.stage).toBe('hovering');
}

describe('on the ground', () => {
  it('does nothing that it is told before it is armed', () => {
    for (const move of ['takeoff', 'land', 'flip'] as const) {
      expect(begin(flight, move)).toBe('It is not armed, so it does not fly.');
    }
    run(5);
    expect(flight).toMatchObject({ stage: 'ground', x: 0, z: 0, battery: 100 });
  });

  it('neither lands nor flips', () => {
    arm(flight);
    expect(begin(flight, 'land')).toContain('on the ground');
    expect(begin(flight, 'flip')).toContain('on the ground');
  });

  it('turns its propellers slowly once armed, and not when disarmed', () => {
    arm(flight);
    run(3);
    expect(flight.spin).toBeGreaterThan(0.2);
    expect(flight.z).toBe(0);
    stop(flight);
    run(5);
    expect(flight.spin).toBeLessThan(0.02);
  });
});

describe('in the air', () => {
  it('speeds up its propellers, climbs, and hovers without overshooting much', () => {
    arm(flight);
    begin(flight, 'takeoff');
    run(0.1);
    expect(flight.z).toBeLessThan(0.01); // not fast enough yet
    let highest = 0;
    let last = 0;
    const happened = run(5, () => {
      highest = Math.max(highest, flight.z);
      expect(Math.abs(flight.z - last)).toBeLessThan(0.03); // no jumps
      last = flight.z;
    });
    expect(happened).toEqual(['up']);
    expect(highest).toBeLessThan(HOVER + 0.1);
    expect(flight.z).toBeCloseTo(HOVER, 1);
  });

  it('drifts in the wind, but not far', () => {
    hover();
    let farthest = 0;
    run(60, () => (farthest = Math.max(farthest, Math.abs(flight.x))));
    expect(farthest).toBeGreaterThan(0.05);
    expect(farthest).toBeLessThan(1);
  });

  it('lands gently, and can take off again', () => {
    hover();
    expect(begin(flight, 'land')).toBeNull();
    let touched = 0;
    const happened = run(8, () => {
      if (isFlying(flight)) touched = flight.vz;
    });
    expect(happened).toEqual(['landed']);
    expect(touched).toBeGreaterThan(-0.4);
    expect(flight).toMatchObject({ stage: 'ground', armed: true, z: 0 });
    expect(begin(flight, 'takeoff')).toBeNull();
  });

  it('climbs again when told so while it lands', () => {
    hover();
    begin(flight, 'land');
    run(1);
    expect(begin(flight, 'takeoff')).toBeNull();
    run(4);
    expect(flight.stage).toBe('hovering');
  });

  it('flips once around, loses height, and climbs back', () => {
    hover();
    expect(begin(flight, 'flip')).toBeNull();
    expect(begin(flight, 'flip')).toBe('It turns over already.');
    let lowest = HOVER;
    let most = 0;
    const happened = run(4, () => {
      lowest = Math.min(lowest, flight.z);
      most = Math.max(most, flight.turn);
    });
    expect(happened).toEqual(['flipped', 'up']);
    expect(most).toBeGreaterThan(6);
    expect(flight.turn).toBe(0);
    expect(lowest).toBeLessThan(HOVER - 0.2);
    expect(lowest).toBeGreaterThan(0.5);
    expect(flight.battery).toBeLessThan(95);
  });

  it('crashes when it flips too low, and then flies no more', () => {
    hover();
    begin(flight, 'land');
    while (flight.z > 0.2) step(flight);
    begin(flight, 'flip');
    expect(run(2)).toEqual(['crashed']);
    expect(flight).toMatchObject({ stage: 'crashed', armed: false, spin: 0 });
    expect(begin(flight, 'takeoff')).toContain('crashed');
    arm(flight);
    expect(flight.armed).toBe(false);
  });

  it.each(['takeoff', 'flip', 'land'] as const)('STOP lands it after %s, and disarms', (move) => {
    hover();
    begin(flight, move);
    run(0.1);
    stop(flight);
    expect(run(6).filter((what) => what !== 'flipped')).toEqual(['landed']);
    expect(flight).toMatchObject({ stage: 'ground', armed: false, turn: 0 });
    expect(begin(flight, 'takeoff')).toContain('not armed');
  });

  it('STOP while it climbs lands it too', () => {
    arm(flight);
    begin(flight, 'takeoff');
    run(1);
    stop(flight);
    expect(run(6)).toEqual(['landed']);
  });
});

describe('the battery', () => {
  it('lasts for some minutes, and lands it when it is low', () => {
    hover();
    const happened = run(300);
    expect(happened).toEqual(['low', 'landed']);
    expect(flight.battery).toBeLessThan(LOW);
    expect(flight.battery).toBeGreaterThan(10);
  });

  it('is too low to take off or to flip', () => {
    hover();
    flight.battery = LEAST - 1;
    expect(begin(flight, 'flip')).toContain('too low');
    begin(flight, 'land');
    run(6);
    expect(begin(flight, 'takeoff')).toContain('too low');
  });
});

it('is the same flight for the same seed', () => {
  const [one, other] = [newFlight(5), newFlight(5)];
  for (const each of [one, other]) {
    arm(each);
    begin(each, 'takeoff');
    for (let n = 0; n < 600; n += 1) step(each);
  }
  expect(one).toEqual(other);
});
