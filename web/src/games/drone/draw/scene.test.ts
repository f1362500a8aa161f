import { describe, expect, it } from 'vitest';
import { arm, begin, newFlight, step, type Flight } from '../rules';
import type { Palette } from './palette';
import { drawScene } from './scene';

const palette = new Proxy({}, { get: (_, name) => `color ${String(name)}` }) as Palette;

/** What was filled on a canvas, which refuses places that are not numbers. */
function draw(flight: Flight, now = 0, calm = false): string[] {
  const fills: string[] = [];
  const context = new Proxy({ canvas: { width: 640, height: 400 } } as Record<string, unknown>, {
    get: (target, name: string) =>
      target[name] ??
      ((...values: unknown[]) => {
        for (const value of values) {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(name);
        }
        if (name === 'fill' || name === 'arc') fills.push(`${name} ${String(target.fillStyle)}`);
      }),
  });
  drawScene(context as unknown as CanvasRenderingContext2D, palette, flight, now, calm);
  return fills;
}

function flown(seconds: number, ...moves: Parameters<typeof begin>[1][]): Flight {
  const flight = newFlight(1);
  arm(flight);
  begin(flight, 'takeoff');
  for (let n = 0; n < 300; n += 1) step(flight);
  for (const move of moves) begin(flight, move);
  for (let n = 0; n < seconds * 60; n += 1) step(flight);
  return flight;
}

describe('drawing', () => {
  it.each([
    ['resting', newFlight(1)],
    ['hovering', flown(0)],
    ['upside down', flown(0.35, 'flip')],
    ['landed', flown(8, 'land')],
  ])('draws it %s without changing it', (_, flight) => {
    const before = structuredClone(flight);
    expect(draw(flight)).toContain('fill color craft-side');
    expect(flight).toEqual(before);
  });

  it('shows it from below while it is upside down', () => {
    expect(draw(flown(0))).toContain('fill color craft');
    expect(draw(flown(0.35, 'flip'))).not.toContain('fill color craft');
  });

  it('shows by its light whether it is armed, and that it has crashed', () => {
    const flight = newFlight(1);
    expect(draw(flight)).toContain('fill color arm');
    arm(flight);
    expect(draw(flight)).toContain('fill color safe');
    flight.stage = 'crashed';
    const fills = draw(flight, 1234);
    expect(fills).toContain('fill color alert');
    expect(fills).toContain('fill color smoke');
  });
});
