import type { BonusKind } from '../levels';
import type { Palette } from './palette';

type Draw = (context: CanvasRenderingContext2D, palette: Palette) => void;

function ellipse(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  rx: number,
  ry: number,
  turn = 0,
): void {
  context.beginPath();
  context.ellipse(x, y, rx, ry, turn, 0, 2 * Math.PI);
  context.fill();
}

function stem(context: CanvasRenderingContext2D, palette: Palette, from: number, to: number): void {
  context.strokeStyle = palette.leaf;
  context.lineWidth = 0.09;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(0, from);
  context.quadraticCurveTo(0, (from + to) / 2, 0.1, to);
  context.stroke();
}

const DRAW: Readonly<Record<BonusKind, Draw>> = {
  pear: (context, palette) => {
    stem(context, palette, -0.4, -0.66);
    context.fillStyle = palette.fruit;
    ellipse(context, 0, 0.18, 0.4, 0.38);
    ellipse(context, 0, -0.18, 0.24, 0.3);
    context.fillStyle = palette.leaf;
    ellipse(context, 0.24, -0.52, 0.16, 0.08, -0.4);
  },
  acorn: (context, palette) => {
    stem(context, palette, -0.36, -0.62);
    context.fillStyle = palette.fruit;
    ellipse(context, 0, 0.12, 0.32, 0.42);
    context.fillStyle = palette.leaf;
    context.beginPath();
    context.ellipse(0, -0.1, 0.42, 0.3, 0, Math.PI, 2 * Math.PI);
    context.fill();
  },
  lemon: (context, palette) => {
    context.fillStyle = palette.player;
    ellipse(context, 0, 0.06, 0.48, 0.34, -0.4);
    ellipse(context, 0.46, -0.14, 0.1, 0.08, -0.4);
    context.fillStyle = palette.leaf;
    ellipse(context, -0.26, -0.34, 0.22, 0.09, 0.5);
  },
  clover: (context, palette) => {
    stem(context, palette, 0.1, 0.58);
    context.fillStyle = palette.leaf;
    for (const [x, y] of [
      [0, -0.28],
      [-0.28, 0],
      [0.28, 0],
      [0, 0.2],
    ] as const) {
      ellipse(context, x, y - 0.04, 0.24, 0.24);
    }
  },
  star: (context, palette) => {
    context.fillStyle = palette.player;
    context.beginPath();
    for (let n = 0; n < 10; n += 1) {
      const angle = (n * Math.PI) / 5 - Math.PI / 2;
      const radius = n % 2 === 0 ? 0.6 : 0.27;
      context.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
    }
    context.closePath();
    context.fill();
  },
};

/** Draws a bonus around the origin. */
export function drawBonus(
  context: CanvasRenderingContext2D,
  palette: Palette,
  kind: BonusKind,
): void {
  DRAW[kind](context, palette);
}
