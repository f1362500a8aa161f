import { DOOR, HEIGHT, isWall, WIDTH } from '../maze';
import type { Game } from '../state';
import { addRounded, inset, traceOutlines } from './outline';
import type { Palette } from './palette';

/** Sizes in tiles. */
const WALL_INSET = 0.24;
const WALL_ROUNDING = 0.36;
const LINE = 0.075;
const DOT = 0.11;
const POWER = 0.3;

function wallPath(): Path2D {
  const path = new Path2D();
  for (const loop of traceOutlines(WIDTH, HEIGHT, isWall)) {
    addRounded(path, inset(loop, WALL_INSET), WALL_ROUNDING);
  }
  return path;
}

let walls: Path2D | undefined;

/** Draws walls and the door of the house; `flash` from 0 to 1 lights them up. */
export function drawWalls(
  context: CanvasRenderingContext2D,
  palette: Palette,
  flash: number,
): void {
  walls ??= wallPath();
  context.fillStyle = palette.wall;
  context.fill(walls, 'evenodd');
  if (flash > 0) {
    context.globalAlpha = flash;
    context.fillStyle = palette['wall-flash'];
    context.fill(walls, 'evenodd');
    context.globalAlpha = 1;
  }
  context.strokeStyle = palette['wall-line'];
  context.lineWidth = LINE;
  context.stroke(walls);
  context.lineWidth = 0.14;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(DOOR.x - 0.16, DOOR.y + 0.5);
  context.lineTo(DOOR.x + 1.16, DOOR.y + 0.5);
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Draws dots and power pellets, which breathe. */
export function drawFood(
  context: CanvasRenderingContext2D,
  palette: Palette,
  game: Game,
  seconds: number,
): void {
  context.fillStyle = palette.dot;
  game.food.forEach((food, n) => {
    if (food === 'none') return;
    const breath = food === 'power' ? POWER * (1 + 0.14 * Math.sin(5 * seconds)) : DOT;
    disc(context, (n % WIDTH) + 0.5, Math.floor(n / WIDTH) + 0.5, breath);
  });
}
