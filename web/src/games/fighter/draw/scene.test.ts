import { describe, expect, it } from 'vitest';
import { step } from '../rules';
import { newMatch, NOTHING, type Act, type Match } from '../state';
import { Effects } from './effects';
import type { Palette } from './palette';
import { newRibbon, swing } from './ribbon';
import { Scene } from './scene';
import { viewOf, WINGS } from './view';

const palette = new Proxy({}, { get: (_, name) => `color ${String(name)}` }) as Palette;

/** A canvas that counts what is asked of it, and refuses sizes that are not numbers. */
function fakeContext() {
  const calls = new Map<string, number>();
  const canvas = { width: 704, height: 440 };
  const context = new Proxy({ canvas } as Record<string, unknown>, {
    get: (target, name: string) =>
      target[name] ??
      ((...values: unknown[]) => {
        for (const value of values) {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(name);
        }
        calls.set(name, (calls.get(name) ?? 0) + 1);
        return { width: 40 };
      }),
  });
  return { context: context as unknown as CanvasRenderingContext2D, calls };
}

function draw(scene: Scene, said = '', still = false): Map<string, number> {
  const { context, calls } = fakeContext();
  scene.draw(context, palette, said, still);
  return calls;
}

const ACTS: Act[] = ['stand', 'walk', 'crouch', 'guard', 'jump', 'hurt', 'fall', 'lie', 'win'];

describe('drawing', () => {
  it.each(ACTS)('draws %s without changing the match', (act) => {
    const match = newMatch();
    match.fighters[0].act = act;
    match.fighters[1].low = true;
    const before = structuredClone(match);
    const scene = new Scene(match);
    scene.advance([], 0.1, false);
    const calls = draw(scene);
    expect(calls.get('save')).toBe(calls.get('restore'));
    expect(match).toEqual(before);
  });

  it('draws a whole fight, with sparks and dust', () => {
    const match: Match = newMatch();
    match.stage = 'fight';
    match.fighters[0].x = -40;
    match.fighters[1].x = 40;
    const scene = new Scene(match);
    const seen = new Set<string>();
    for (let n = 0; n < 200; n += 1) {
      const press = n === 0 ? 'sweep' : n === 60 ? 'jump' : n === 130 ? 'kick' : null;
      const happened = step(match, [{ ...NOTHING, press }, NOTHING]);
      for (const { what } of happened) seen.add(what);
      scene.advance(happened, 1 / 60, false);
      draw(scene);
    }
    expect([...seen].sort()).toEqual(['hit', 'jump', 'land', 'swing', 'thud']);
  });

  it('writes what was recognised', () => {
    const scene = new Scene(newMatch());
    expect(draw(scene).get('fillText')).toBeUndefined();
    expect(draw(scene, 'punch left').get('fillText')).toBe(1);
  });

  it('adds no sparks, and does not shake, where motion is not wanted', () => {
    const hit = { what: 'hit', side: 1, x: 0, y: 100, strength: 13 } as const;
    const scenes = [true, false].map((still) => {
      const scene = new Scene(newMatch());
      scene.advance([hit], 1 / 60, still);
      return draw(scene, '', still);
    });
    expect(scenes[0]?.get('lineTo')).toBeLessThan(scenes[1]?.get('lineTo') ?? 0);
    expect(scenes[0]?.get('translate')).toBeLessThan(scenes[1]?.get('translate') ?? 0);
  });
});

describe('what is seen', () => {
  it.each([
    [704, 440],
    [358, 358],
    [1200, 500],
  ])('shows both, and nothing beyond the wings: %i x %i', (width, height) => {
    for (const x of [-2000, 0, 2000]) {
      const view = viewOf(width, height, x);
      expect(view.width).toBeGreaterThan(600);
      const end = Math.abs(view.x) + view.width / 2;
      expect(end).toBeLessThanOrEqual(Math.max(WINGS, view.width / 2));
      expect(view.ground).toBeLessThan(view.height);
    }
  });

  it('shakes for a moment only', () => {
    const effects = new Effects();
    effects.add({ what: 'ko', side: 0, x: 0, y: 0, strength: 0 }, 1);
    expect(effects.shake).toBeGreaterThan(0);
    for (let n = 0; n < 120; n += 1) effects.advance(1 / 60);
    expect(effects.shake).toBe(0);
  });
});

describe('a ribbon', () => {
  it('hangs from its point, and trails behind when that moves', () => {
    const ribbon = newRibbon({ x: 0, y: 150 }, 5, 9);
    for (let n = 0; n < 120; n += 1) swing(ribbon, { x: 2 * n, y: 150 }, 0, 1 / 60);
    expect(ribbon.points[0]).toEqual({ x: 238, y: 150 });
    expect(ribbon.points[5]?.x).toBeLessThan(238);
    expect(ribbon.points[5]?.y).toBeLessThan(150);
  });

  it('does not fly across the stage when its point is put elsewhere', () => {
    const ribbon = newRibbon({ x: 0, y: 150 }, 5, 9);
    swing(ribbon, { x: 400, y: 150 }, 0, 1 / 60);
    for (const point of ribbon.points) expect(Math.abs(point.x - 400)).toBeLessThan(60);
  });
});
