import { SIDES, type Fighter, type Happening, type Match, type Side } from '../state';
import { drawParts } from './brush';
import { Effects } from './effects';
import { drawFigure } from './figure';
import { lookOf } from './looks';
import type { Palette } from './palette';
import { Puppet } from './puppet';
import { traceRibbon } from './ribbon';
import { drawFront, drawStage } from './stage';
import { focusOf, viewOf, type View } from './view';

type Context = CanvasRenderingContext2D;

const FOLLOW = 6; // shares a second: how quickly the view follows the fighters
const SQUASH = 0.05;
/** Drawn beyond the edges of the canvas, for when everything shakes (units). */
const MARGIN = { x: 10, y: 6 };

/** A match as it is seen: everything that is not in the rules. */
export class Scene {
  readonly match: Match;
  #puppets: readonly [Puppet, Puppet];
  #effects = new Effects();
  /** Where the view looks. */
  #focus: { x: number; y: number };

  constructor(match: Match) {
    this.match = match;
    this.#puppets = [new Puppet(match.fighters[0], 0), new Puppet(match.fighters[1], 1)];
    this.#focus = focusOf(match);
  }

  /** Goes on by some seconds. `still` leaves out what only pleases. */
  advance(happened: readonly Happening[], seconds: number, still: boolean): void {
    const match = this.match;
    if (match.paused) return;
    if (!still) {
      for (const what of happened) this.#effects.add(what, match.fighters[what.side].facing);
    }
    this.#effects.advance(seconds);
    for (const side of SIDES) {
      this.#puppets[side].advance(match.fighters[side], match.time, seconds, still);
    }
    const share = 1 - Math.exp(-FOLLOW * seconds);
    const { x, y } = focusOf(match);
    this.#focus.x += (x - this.#focus.x) * share;
    this.#focus.y += (y - this.#focus.y) * share;
  }

  /** Draws on a canvas of any size. */
  draw(context: Context, palette: Palette, said: string, still: boolean): void {
    const { width, height } = context.canvas;
    const match = this.match;
    const view = withMargin(viewOf(width, height, this.#focus.x, this.#focus.y));
    const { scale } = view;
    const { shake } = this.#effects;
    context.setTransform(scale, 0, 0, scale, -MARGIN.x * scale, -MARGIN.y * scale);
    if (shake > 0 && !still) {
      const { time } = match;
      context.translate(shake * Math.sin(1.9 * time), 0.6 * shake * Math.sin(2.7 * time));
    }
    drawStage(context, palette, view, still ? 0 : match.time / 60);
    this.#lights(context, palette, view);
    context.save();
    context.translate(view.width / 2 - view.x, view.ground);
    context.scale(1, -1);
    for (const side of order(match)) this.#fighter(context, palette, side);
    this.#effects.draw(context, palette);
    context.restore();
    drawFront(context, palette, view);
    if (said) this.#bubble(context, palette, view, said);
  }

  /** What was recognised, in a bubble over the first fighter's head. */
  #bubble(context: Context, palette: Palette, view: View, said: string): void {
    const [fighter] = this.match.fighters;
    const { head } = this.#puppets[0].skeleton;
    const size = Math.max(17, 14 / view.scale);
    context.font = `600 ${size}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const width = Math.min(context.measureText(said).width, 220) + 22;
    const place = view.width / 2 + fighter.x + fighter.facing * head.x - view.x;
    const x = Math.min(Math.max(place, width / 2 + 8), view.width - width / 2 - 8);
    const y = Math.max(view.ground - fighter.y - head.y - 58, 92);
    context.fillStyle = palette.bubble;
    context.strokeStyle = palette.outline;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(x - width / 2, y - size, width, 2 * size, size);
    context.stroke();
    context.fill();
    context.fillStyle = palette['bubble-text'];
    context.fillText(said, x, y + 1, 220);
  }

  /** Two spots from above, and the shadows they make. */
  #lights(context: Context, palette: Palette, view: View): void {
    for (const side of SIDES) {
      const { x, y } = this.match.fighters[side];
      const at = view.width / 2 + x - view.x;
      context.fillStyle = palette.beam;
      context.beginPath();
      context.moveTo(view.width / 2 + (side === 0 ? -200 : 200) - 14, -30);
      context.lineTo(at - 112, view.ground);
      context.ellipse(at, view.ground, 112, 24, 0, Math.PI, 0, true);
      context.lineTo(view.width / 2 + (side === 0 ? -200 : 200) + 14, -30);
      context.fill();
      const spread = 1 - Math.min(y, 300) / 450;
      context.fillStyle = palette.shadow;
      context.beginPath();
      context.ellipse(at, view.ground + 2, 58 * spread, 11 * spread, 0, 0, 2 * Math.PI);
      context.fill();
    }
  }

  #fighter(context: Context, palette: Palette, side: Side): void {
    const fighter = this.match.fighters[side];
    const puppet = this.#puppets[side];
    const look = lookOf(palette, side);
    const colors = [look.hairdo === 'tail' ? look.hair : look.trim, look.trim, look.trim];
    const widths = look.hairdo === 'tail' ? [7, 2] : [6, 8];
    const parts = puppet.ribbons.map(({ points }, n) => ({
      color: colors[n] ?? look.trim,
      trace: (c: Context) =>
        traceRibbon(c, points, n === 0 ? (widths[0] ?? 6) : 4, n === 0 ? (widths[1] ?? 6) : 5.5),
    }));
    drawParts(context, palette.outline, parts);
    this.#swoosh(context, look.glove, puppet);
    context.save();
    context.translate(fighter.x + this.#tremble(fighter), fighter.y);
    context.scale(fighter.facing * (1 + stretch(fighter) * -0.6), 1 + stretch(fighter));
    if (fighter.safe > 0 && Math.floor(this.match.time / 4) % 2 === 0) context.globalAlpha = 0.75;
    drawFigure(context, palette.outline, look, puppet.skeleton, puppet.mood(fighter));
    context.restore();
  }

  /** Where a blow has been. */
  #swoosh(context: Context, color: string, { trail }: Puppet): void {
    if (trail.length < 3) return;
    context.fillStyle = color;
    context.globalAlpha = 0.6;
    context.beginPath();
    traceRibbon(context, trail, 1, 13);
    context.fill();
    context.globalAlpha = 1;
  }

  /** Whoever is hit shakes while both stand still. */
  #tremble(fighter: Fighter): number {
    const { freeze, time } = this.match;
    if (freeze === 0 || (fighter.act !== 'hurt' && fighter.act !== 'fall')) return 0;
    return time % 2 === 0 ? 2.5 : -2.5;
  }
}

function withMargin(view: View): View {
  return {
    ...view,
    width: view.width + 2 * MARGIN.x,
    height: view.height + 2 * MARGIN.y,
    ground: view.ground + MARGIN.y,
  };
}

/** Long in the air, flat where it lands. */
function stretch({ act, since, vy }: Fighter): number {
  if (act === 'jump') return Math.min(Math.abs(vy) / 17, 1) * SQUASH;
  if (act === 'land') return -1.6 * SQUASH * (1 - since / 5);
  return act === 'hurt' && since < 4 ? -SQUASH : 0;
}

/** Whoever strikes is drawn last. */
function order({ fighters }: Match): readonly [Side, Side] {
  return fighters[0].act === 'attack' && fighters[1].act !== 'attack' ? [1, 0] : [0, 1];
}
