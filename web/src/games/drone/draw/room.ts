import type { Palette } from './palette';
import { circle, trace, type Place, type Point, type View } from './view';

const WALL = 2.4; // metres behind the pad
const SIDE = 6; // how far the room goes to either side
const NEAR = -3;
const BOARD = 0.6; // width of a floor board
export const PAD = 0.62; // radius

type Context = CanvasRenderingContext2D;

/** The room without the drone; the curtain shows the wind. */
export function drawRoom(context: Context, colors: Palette, view: View, wind: number): void {
  context.fillStyle = colors.wall;
  context.fillRect(0, 0, view.width, view.height);
  drawFloor(context, colors, view);
  drawWindow(context, colors, view, wind);
  drawShelf(context, colors, view);
  drawPad(context, colors, view);
}

function drawFloor(context: Context, colors: Palette, view: View): void {
  const corners: Place[] = [
    [-SIDE, WALL, 0],
    [SIDE, WALL, 0],
    [SIDE, NEAR, 0],
    [-SIDE, NEAR, 0],
  ];
  context.fillStyle = colors.floor;
  trace(context, corners.map(view.at));
  context.fill();
  context.strokeStyle = colors.board;
  context.lineWidth = Math.max(1, view.height / 500);
  for (let x = -SIDE; x <= SIDE; x += BOARD) line(context, view, [x, WALL, 0], [x, NEAR, 0]);
  fillWall(context, view, colors.skirting, -SIDE, 0, 2 * SIDE, 0.13);
}

function drawWindow(context: Context, colors: Palette, view: View, wind: number): void {
  const [left, sill, width, height] = [-2.55, 1.25, 1.5, 1.35];
  fillWall(context, view, colors.frame, left - 0.08, sill - 0.08, width + 0.16, height + 0.16);
  fillWall(context, view, colors.sky, left, sill, width, height);
  const hills: Point[] = Array.from({ length: 13 }, (_, n) => {
    const up = 0.32 + 0.1 * Math.sin(n * 0.7) + 0.06 * Math.cos(n * 1.9);
    return view.at([left + (width * n) / 12, WALL, sill + up]);
  });
  context.fillStyle = colors.hill;
  trace(context, [...hills, view.at([left + width, WALL, sill]), view.at([left, WALL, sill])]);
  context.fill();
  fillWall(context, view, colors.frame, left + width / 2 - 0.03, sill, 0.06, height);
  fillWall(context, view, colors.frame, left, sill + height * 0.55, width, 0.05);
  fillWall(context, view, colors.frame, left - 0.16, sill - 0.14, width + 0.32, 0.09);
  for (const side of [-1, 1]) drawCurtain(context, colors, view, left + width / 2, side, wind);
}

/** Hangs beside the window and swings in the wind, the more so the lower. */
function drawCurtain(
  context: Context,
  colors: Palette,
  view: View,
  middle: number,
  side: number,
  wind: number,
): void {
  const [top, bottom] = [2.78, 0.95];
  const edge = (x: number): Point[] =>
    Array.from({ length: 9 }, (_, n) => {
      const down = n / 8;
      return view.at([middle + x + wind * 0.28 * down * down, WALL, top + (bottom - top) * down]);
    });
  context.fillStyle = colors.curtain;
  trace(context, [...edge(side * 0.62), ...edge(side * 0.98).reverse()]);
  context.fill();
  context.strokeStyle = colors.frame;
  context.lineWidth = Math.max(1, view.height / 420);
  for (const fold of [0.74, 0.86]) {
    trace(context, edge(side * fold), false);
    context.stroke();
  }
}

function drawShelf(context: Context, colors: Palette, view: View): void {
  const [left, board, width] = [1.15, 1.55, 1.45];
  fillWall(context, view, colors.wood, left, board, width, 0.06);
  const books = [
    [0.08, 0.11, 0.36, colors['book-one']],
    [0.21, 0.09, 0.3, colors['book-two']],
    [0.32, 0.13, 0.33, colors['book-three']],
    [0.47, 0.08, 0.38, colors['book-two']],
  ] as const;
  for (const [x, thick, high, color] of books) {
    fillWall(context, view, color, left + x, board + 0.06, thick, high);
  }
  const foot = left + width - 0.32;
  const leaves = [-0.2, -0.11, 0.02, 0.13, 0.22];
  context.strokeStyle = colors.leaf;
  context.lineCap = 'round';
  context.lineWidth = view.scale(WALL) * 0.055;
  leaves.forEach((lean, n) => {
    const [x, y] = view.at([foot, WALL, board + 0.24]);
    const [tipX, tipY] = view.at([foot + lean, WALL, board + 0.5 + 0.08 * (n % 2)]);
    context.beginPath();
    context.moveTo(x, y);
    context.quadraticCurveTo(x, (y + tipY) / 2, tipX, tipY);
    context.stroke();
  });
  fillWall(context, view, colors.pot, foot - 0.12, board + 0.06, 0.24, 0.21);
}

function drawPad(context: Context, colors: Palette, view: View): void {
  const pad = (radius: number): void => trace(context, circle([0, 0, 0], radius).map(view.at));
  context.fillStyle = colors.pad;
  pad(PAD);
  context.fill();
  context.strokeStyle = colors['pad-line'];
  context.lineWidth = view.height / 150;
  pad(PAD * 0.84);
  context.stroke();
  pad(PAD * 0.3);
  context.stroke();
  for (const [x, y] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    line(context, view, [x * PAD * 0.84, y * PAD * 0.84, 0], [x * PAD * 0.6, y * PAD * 0.6, 0]);
  }
}

function line(context: Context, view: View, from: Place, to: Place): void {
  trace(context, [view.at(from), view.at(to)], false);
  context.stroke();
}

function fillWall(
  context: Context,
  view: View,
  color: string,
  x: number,
  z: number,
  width: number,
  height: number,
): void {
  const [left, top] = view.at([x, WALL, z + height]);
  const [right, bottom] = view.at([x + width, WALL, z]);
  context.fillStyle = color;
  context.fillRect(left, top, right - left, bottom - top);
}
