import type { Palette } from './palette';
import { WINGS, type View } from './view';

type Context = CanvasRenderingContext2D;

/** How much of the view's motion each part of the set makes; 1 is where the fighters are. */
const DEPTH = { sun: 0.12, clouds: 0.22, farHills: 0.32, hills: 0.46, trees: 0.64, floor: 0.84 };
const FLOOR = 60; // how high the back of the floor is above the fighters' feet
const FRONT = 1.22;
const PLANKS = 14;
const LAMPS = 9;

/** Where x of a part is on the canvas (units). */
function place(view: View, x: number, depth: number): number {
  return view.width / 2 + x - depth * view.x;
}

function strings(context: Context, palette: Palette, x: number, y: number, apart: number): void {
  context.strokeStyle = palette.string;
  context.lineWidth = 1.2;
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x + side * apart, 0);
    context.lineTo(x + side * apart, y);
  }
  context.stroke();
}

function drawSun(context: Context, palette: Palette, view: View): void {
  const [x, y] = [place(view, 150, DEPTH.sun), view.ground - 236];
  strings(context, palette, x, y, 22);
  context.fillStyle = palette.sun;
  context.beginPath();
  context.arc(x, y, 46, 0, 2 * Math.PI);
  context.fill();
}

function drawCloud(context: Context, x: number, y: number, size: number): void {
  context.beginPath();
  context.arc(x - 34 * size, y, 17 * size, Math.PI / 2, 1.5 * Math.PI);
  context.arc(x - 16 * size, y - 14 * size, 21 * size, Math.PI, 1.75 * Math.PI);
  context.arc(x + 16 * size, y - 12 * size, 18 * size, 1.2 * Math.PI, 2 * Math.PI);
  context.arc(x + 36 * size, y + 1 * size, 16 * size, 1.5 * Math.PI, 0.5 * Math.PI);
  context.closePath();
  context.fill();
}

function drawClouds(context: Context, palette: Palette, view: View, seconds: number): void {
  const clouds = [
    [-430, 262, 1.1],
    [-190, 296, 0.8],
    [40, 250, 0.95],
    [360, 288, 1.15],
  ] as const;
  clouds.forEach(([at, up, size], n) => {
    const x = place(view, at, DEPTH.clouds) + 5 * Math.sin(0.4 * seconds + 2 * n);
    const y = view.ground - up;
    strings(context, palette, x, y - 10, 24 * size);
    context.fillStyle = palette.cloud;
    drawCloud(context, x, y, size);
  });
}

/** A painted row of hills, cut out of board. */
function drawHills(
  context: Context,
  view: View,
  color: string,
  depth: number,
  base: number,
  waves: readonly (readonly [number, number, number])[],
): void {
  context.fillStyle = color;
  context.beginPath();
  const floor = view.ground - FLOOR;
  context.moveTo(0, floor + 2);
  for (let x = 0; x <= view.width + 12; x += 12) {
    const at = x - view.width / 2 + depth * view.x;
    const height = waves.reduce((sum, [high, long, by]) => {
      return sum + high * Math.sin(at / long + by);
    }, base);
    context.lineTo(x, floor - height);
  }
  context.lineTo(view.width + 12, floor + 2);
  context.fill();
}

function drawHouses(context: Context, palette: Palette, view: View): void {
  const floor = view.ground - FLOOR;
  for (const [at, width, height] of [
    [-300, 54, 66],
    [-238, 42, 92],
    [208, 46, 84],
    [262, 60, 58],
  ] as const) {
    const x = place(view, at, DEPTH.hills);
    context.fillStyle = palette.house;
    context.fillRect(x, floor - height, width, height + 2);
    context.fillStyle = palette.roof;
    context.beginPath();
    context.moveTo(x - 7, floor - height);
    context.lineTo(x + width / 2, floor - height - 0.55 * width);
    context.lineTo(x + width + 7, floor - height);
    context.fill();
    context.fillStyle = palette.window;
    for (let row = 0; row < Math.floor(height / 32); row += 1) {
      for (const share of [0.2, 0.58]) {
        context.fillRect(x + share * width, floor - height + 12 + 28 * row, 0.22 * width, 13);
      }
    }
  }
}

function drawTrees(context: Context, palette: Palette, view: View): void {
  const floor = view.ground - FLOOR;
  context.fillStyle = palette.trees;
  for (const [at, size] of [
    [-520, 1.2],
    [-452, 0.85],
    [-120, 0.8],
    [-78, 1.05],
    [96, 0.75],
    [420, 1.25],
    [484, 0.9],
  ] as const) {
    const x = place(view, at, DEPTH.trees);
    context.fillRect(x - 3, floor - 30 * size, 6, 30 * size + 2);
    context.beginPath();
    context.ellipse(x, floor - 62 * size, 21 * size, 40 * size, 0, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawFloor(context: Context, palette: Palette, view: View): void {
  const back = view.ground - FLOOR;
  context.fillStyle = palette.floor;
  context.fillRect(0, back, view.width, view.height - back);
  context.strokeStyle = palette.plank;
  context.lineWidth = 1.6;
  context.beginPath();
  const reach = WINGS + 260;
  for (let n = -PLANKS; n <= PLANKS; n += 1) {
    const x = (n * reach) / PLANKS;
    context.moveTo(place(view, 0.84 * x, DEPTH.floor), back);
    context.lineTo(place(view, 1.34 * x, FRONT), view.height);
  }
  context.stroke();
  context.fillStyle = palette.edge;
  context.fillRect(0, back - 3, view.width, 5);
}

/** The shells of the footlights, along the front. */
function drawLamps(context: Context, palette: Palette, view: View): void {
  const y = view.height;
  for (let n = 0; n < LAMPS; n += 1) {
    const x = place(view, ((n - (LAMPS - 1) / 2) * 2 * WINGS) / LAMPS, FRONT);
    context.fillStyle = palette['lamp-glow'];
    context.beginPath();
    context.ellipse(x, y - 6, 46, 22, 0, Math.PI, 2 * Math.PI);
    context.fill();
    context.fillStyle = palette.lamp;
    context.beginPath();
    context.arc(x, y + 2, 17, Math.PI, 2 * Math.PI);
    context.fill();
  }
}

function drawCurtains(context: Context, palette: Palette, view: View): void {
  for (const side of [-1, 1]) {
    const inner = place(view, side * (WINGS - 52), 1.05);
    const outer = inner + side * 420;
    context.fillStyle = palette.curtain;
    context.beginPath();
    context.moveTo(inner - side * 34, 0);
    context.quadraticCurveTo(inner + side * 34, 0.45 * view.height, inner, view.height);
    context.lineTo(outer, view.height);
    context.lineTo(outer, 0);
    context.fill();
    context.strokeStyle = palette['curtain-fold'];
    context.lineWidth = 5;
    context.beginPath();
    for (let n = 1; n < 10; n += 1) {
      const x = inner + side * 40 * n;
      context.moveTo(x - side * 20, 0);
      context.quadraticCurveTo(x + side * 16, 0.45 * view.height, x - side * 4, view.height);
    }
    context.stroke();
  }
}

/** The short curtain along the top, in swags. */
function drawValance(context: Context, palette: Palette, view: View): void {
  const width = 118;
  const start = place(view, 0, 0.06) - width * 8.5;
  for (const [drop, color] of [
    [30, palette.fringe],
    [25, palette.curtain],
  ] as const) {
    context.fillStyle = color;
    context.beginPath();
    context.moveTo(start, -2);
    for (let n = 0; n < 17; n += 1) {
      const x = start + n * width;
      context.lineTo(x, drop - 18);
      context.quadraticCurveTo(x + width / 2, drop + 18, x + width, drop - 18);
    }
    context.lineTo(start + 17 * width, -2);
    context.fill();
  }
}

/** The stage behind the fighters: a little theatre with a painted set. */
export function drawStage(
  context: Context,
  palette: Palette,
  view: View,
  seconds: number,
): void {
  context.fillStyle = palette.sky;
  context.fillRect(0, 0, view.width, view.height);
  drawSun(context, palette, view);
  drawClouds(context, palette, view, seconds);
  drawHills(context, view, palette['far-hills'], DEPTH.farHills, 104, [
    [26, 130, 0.4],
    [9, 47, 1],
  ]);
  drawHills(context, view, palette.hills, DEPTH.hills, 46, [
    [20, 96, 2.1],
    [6, 37, 0],
  ]);
  drawHouses(context, palette, view);
  drawTrees(context, palette, view);
  drawFloor(context, palette, view);
}

/** What hangs and stands before them. */
export function drawFront(context: Context, palette: Palette, view: View): void {
  drawLamps(context, palette, view);
  drawCurtains(context, palette, view);
  drawValance(context, palette, view);
}
