import { nextRandom } from '../../random';
import type { Happening } from '../state';
import type { Palette } from './palette';

type Context = CanvasRenderingContext2D;

/** Something short that is seen where something happened (units; y up from the floor). */
interface Effect {
  kind: 'spark' | 'shield' | 'dust';
  x: number;
  y: number;
  /** The way it goes, for dust and shields. */
  way: number;
  size: number;
  /** Seconds it is old, and will be. */
  age: number;
  life: number;
  turn: number;
}

const MOST = 40;
const PUFFS: Readonly<Partial<Record<Happening['what'], number>>> = { land: 4, thud: 7, jump: 3 };

/** Sparks, dust and shaking: what only pleases, kept out of the rules. */
export class Effects {
  /** How far everything is shaken (units), for a moment. */
  shake = 0;
  #effects: Effect[] = [];
  #seed = 7;

  add({ what, x, y, strength }: Happening, facing: number): void {
    const size = 0.7 + strength / 18;
    const once = { x, y, way: facing, age: 0, turn: this.#random() * Math.PI };
    if (what === 'hit') {
      this.#effects.push({ ...once, kind: 'spark', size, life: 0.26 });
      this.shake = Math.max(this.shake, 0.35 * strength);
    } else if (what === 'blocked') {
      this.#effects.push({ ...once, kind: 'shield', size: 1, life: 0.24 });
      this.shake = Math.max(this.shake, 1.2);
    } else if (what === 'thud') this.shake = Math.max(this.shake, 4);
    else if (what === 'ko') this.shake = 9;
    for (let n = PUFFS[what] ?? 0; n > 0; n -= 1) this.#puff(x, n % 2 === 0 ? 1 : -1);
    if (this.#effects.length > MOST) this.#effects.splice(0, this.#effects.length - MOST);
  }

  #puff(x: number, way: number): void {
    const [at, size] = [this.#random(), this.#random()];
    this.#effects.push({
      kind: 'dust',
      x: x + way * (8 + 24 * at),
      y: 4,
      way: way * (30 + 70 * size),
      size: 0.6 + 0.7 * size,
      age: 0,
      life: 0.4 + 0.25 * at,
      turn: 0,
    });
  }

  advance(seconds: number): void {
    this.shake *= Math.exp(-9 * seconds);
    if (this.shake < 0.1) this.shake = 0;
    for (const effect of this.#effects) effect.age += seconds;
    this.#effects = this.#effects.filter((effect) => effect.age < effect.life);
  }

  draw(context: Context, palette: Palette): void {
    for (const effect of this.#effects) {
      const share = effect.age / effect.life;
      context.save();
      context.translate(effect.x, effect.y);
      if (effect.kind === 'spark') drawSpark(context, palette, effect, share);
      else if (effect.kind === 'shield') drawShield(context, palette, effect, share);
      else drawDust(context, palette, effect, share);
      context.restore();
    }
  }

  #random(): number {
    const { value, seed } = nextRandom(this.#seed);
    this.#seed = seed;
    return value;
  }
}

function star(context: Context, points: number, inner: number, outer: number): void {
  context.beginPath();
  for (let n = 0; n < 2 * points; n += 1) {
    const radius = n % 2 === 0 ? outer * (n % 4 === 0 ? 1 : 0.72) : inner;
    const angle = (n * Math.PI) / points;
    context.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  context.closePath();
  context.fill();
}

function drawSpark(context: Context, palette: Palette, effect: Effect, share: number): void {
  const grown = effect.size * (1 - (1 - share) ** 3);
  const left = 1 - share;
  context.rotate(effect.turn);
  context.globalAlpha = Math.min(1, 2.5 * left);
  context.fillStyle = palette['spark-core'];
  star(context, 7, 22 * grown * left, 54 * grown);
  context.fillStyle = palette.spark;
  star(context, 7, 15 * grown * left, 36 * grown);
}

function drawShield(context: Context, palette: Palette, effect: Effect, share: number): void {
  context.globalAlpha = 1 - share;
  context.strokeStyle = palette.shield;
  context.lineCap = 'round';
  const middle = effect.way > 0 ? 0 : Math.PI;
  for (const [radius, width] of [
    [34, 5],
    [44, 2.5],
  ] as const) {
    context.lineWidth = width;
    context.beginPath();
    context.arc(-effect.way * 20, 0, radius + 10 * share, middle - 0.85, middle + 0.85);
    context.stroke();
  }
}

function drawDust(context: Context, palette: Palette, effect: Effect, share: number): void {
  context.globalAlpha = 0.75 * (1 - share);
  context.fillStyle = palette.dust;
  context.beginPath();
  const radius = effect.size * (5 + 9 * share);
  context.arc(effect.way * effect.age, 16 * share * effect.size, radius, 0, 2 * Math.PI);
  context.fill();
}
