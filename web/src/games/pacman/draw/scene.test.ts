import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BONUSES } from '../levels';
import { step } from '../rules';
import { newGame, type Game, type Stage } from '../state';
import type { Palette } from './palette';
import { drawScene } from './scene';

const palette = new Proxy({}, { get: (_, name) => `color ${String(name)}` }) as Palette;

/** A canvas that counts what is asked of it, and refuses sizes that are not numbers. */
function fakeContext(): { context: CanvasRenderingContext2D; calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const canvas = { width: 210, height: 220 };
  const context = new Proxy({ canvas } as Record<string, unknown>, {
    get: (target, name: string) =>
      target[name] ??
      ((...values: unknown[]) => {
        for (const value of values) {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(name);
        }
        calls.set(name, (calls.get(name) ?? 0) + 1);
      }),
  });
  return { context: context as unknown as CanvasRenderingContext2D, calls };
}

beforeEach(() => {
  vi.stubGlobal('Path2D', function Path2D() {
    return fakeContext().context;
  });
});
afterEach(() => vi.unstubAllGlobals());

function playing(): Game {
  const game = newGame(1);
  for (let n = 0; n < 300; n += 1) step(game);
  return game;
}

function draw(game: Game, still = false): Map<string, number> {
  const { context, calls } = fakeContext();
  drawScene(context, palette, game, still);
  return calls;
}

describe('drawing', () => {
  it.each<Stage>(['ready', 'playing', 'caught', 'cleared', 'over'])(
    'draws the stage %s without changing the game',
    (stage) => {
      const game = playing();
      game.stage = stage;
      game.stageLeft = 20;
      const before = structuredClone(game);
      const calls = draw(game);
      expect(calls.get('save')).toBe(calls.get('restore'));
      expect(game).toEqual(before);
    },
  );

  it.each(BONUSES)('draws a bonus: %s', (kind) => {
    const game = playing();
    const without = draw(game).get('fill') ?? 0;
    game.bonus = { kind, points: 100, left: 50 };
    expect(draw(game).get('fill')).toBeGreaterThan(without);
  });

  it('writes the points of a popup', () => {
    const game = playing();
    expect(draw(game).get('fillText')).toBeUndefined();
    game.popups = [{ x: 0, y: 0, points: 200, left: 30 }];
    expect(draw(game).get('fillText')).toBe(1);
  });

  it('shows what is in the mouth of the tunnel on both sides', () => {
    const game = playing();
    const inside = draw(game).get('translate') ?? 0;
    game.player.x = 0;
    expect(draw(game).get('translate')).toBe(inside + 1);
  });

  it('draws frightened ghosts and eyes', () => {
    const game = playing();
    game.frightened = 60;
    game.ghosts.forEach((ghost, n) => {
      ghost.frightened = n > 0;
      if (n === 0) ghost.mode = 'eyes';
    });
    expect(() => draw(game)).not.toThrow();
  });
});
