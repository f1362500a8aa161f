import { beforeEach, describe, expect, it } from 'vitest';
import { Flying } from './flying.svelte';

let now = 0;
let flying: Flying;

function seconds(n: number): void {
  for (const end = now + n * 1000; now < end; now += 1000 / 60) flying.tick(now);
}

beforeEach(() => {
  now = 0;
  flying = new Flying(() => 1);
  flying.tick(0);
});

function hover(): void {
  flying.arm();
  flying.ask('takeoff');
  seconds(5);
}

describe('the drone of the page', () => {
  it('says what it does', () => {
    expect(flying.sentence).toBe('Arm it, then let it take off.');
    flying.arm();
    expect(flying).toMatchObject({ armed: true, sentence: 'Armed. It flies when it is told to.' });
    flying.ask('takeoff');
    expect(flying).toMatchObject({ stage: 'rising', sentence: 'Taking off.', inTheAir: true });
    seconds(5);
    expect(flying).toMatchObject({ stage: 'hovering', sentence: 'Hovering.', height: 1.5 });
    flying.ask('flip');
    seconds(1);
    expect(flying.sentence).toBe('Flipped.');
    flying.ask('land');
    seconds(6);
    expect(flying.sentence).toMatch(/^Landed (on|beside the middle of) the pad\.$/);
    expect(flying).toMatchObject({ stage: 'ground', height: 0, armed: true });
    expect(flying.battery).toBeLessThan(96);
  });

  it('says why it does not do something', () => {
    flying.ask('takeoff');
    expect(flying.sentence).toBe('It is not armed, so it does not fly.');
    expect(flying.inTheAir).toBe(false);
  });

  it('is stopped: it lands, disarmed', () => {
    hover();
    flying.stop();
    expect(flying).toMatchObject({ armed: false, sentence: 'Stopped. It is landing.' });
    seconds(6);
    expect(flying.stage).toBe('ground');
    expect(flying.sentence).toContain('Disarmed.');
  });

  it('is disarmed on the ground', () => {
    flying.stop();
    expect(flying.sentence).toBe('Arm it, then let it take off.');
    flying.arm();
    flying.stop();
    expect(flying).toMatchObject({ armed: false, sentence: 'Disarmed.' });
  });

  it('crashes, and is whole again after a reset', () => {
    hover();
    flying.flight.z = 0.1;
    flying.ask('flip');
    seconds(1.5);
    expect(flying.stage).toBe('crashed');
    flying.arm();
    expect(flying.sentence).toBe('It hit the floor. Reset it for another go.');
    flying.reset();
    expect(flying).toMatchObject({ stage: 'ground', armed: false, battery: 100 });
  });
});
