import { BLINK_STEPS } from '../levels';
import { VECTOR, type Direction } from '../maze';
import type { Game, Ghost, Temper } from '../state';
import type { Palette } from './palette';

const HALF = 0.58; // tiles, half a ghost's width
const HEM = 0.6; // where the hem hangs, from the middle
const BLINKS = 4; // a second

/** A dome with a hem of three waves that sway. */
function body(sway: number): Path2D {
  const path = new Path2D();
  path.moveTo(-HALF, HEM - 0.1);
  path.lineTo(-HALF, 0);
  path.bezierCurveTo(-HALF, -0.78, HALF, -0.78, HALF, 0);
  path.lineTo(HALF, HEM - 0.1);
  const wave = (2 * HALF) / 3;
  for (let n = 0; n < 3; n += 1) {
    const x = HALF - n * wave;
    const dip = HEM + 0.1 + 0.07 * Math.sin(sway + 2 * n);
    path.quadraticCurveTo(x - wave / 2, dip + 0.08, x - wave, HEM - 0.1);
  }
  path.closePath();
  return path;
}

/** What each ghost wears, so that they differ by more than colour. */
const HATS: Readonly<Record<Temper, (path: Path2D) => void>> = {
  chase: (path) => {
    path.moveTo(-0.2, -0.5); // a flame
    path.quadraticCurveTo(-0.16, -0.78, 0.08, -0.88);
    path.quadraticCurveTo(0.0, -0.68, 0.2, -0.5);
  },
  ambush: (path) => {
    path.ellipse(0.14, -0.7, 0.2, 0.09, -0.6, 0, 2 * Math.PI); // a leaf
  },
  flank: (path) => {
    path.ellipse(-0.15, -0.68, 0.17, 0.08, 0.7, 0, 2 * Math.PI); // a sprout
    path.ellipse(0.15, -0.68, 0.17, 0.08, -0.7, 0, 2 * Math.PI);
  },
  shy: (path) => {
    path.arc(0, -0.72, 0.12, 0, 2 * Math.PI); // a bobble
  },
};

function drawEyes(
  context: CanvasRenderingContext2D,
  palette: Palette,
  direction: Direction,
  outlined: boolean,
): void {
  const look = VECTOR[direction];
  for (const side of [-1, 1]) {
    const [x, y] = [0.23 * side + 0.05 * look.x, -0.1 + 0.05 * look.y];
    context.fillStyle = palette.eye;
    context.beginPath();
    context.ellipse(x, y, 0.17, 0.21, 0, 0, 2 * Math.PI);
    context.fill();
    if (outlined) {
      context.strokeStyle = palette.frightened;
      context.lineWidth = 0.06;
      context.stroke();
    }
    context.fillStyle = palette.pupil;
    context.beginPath();
    context.arc(x + 0.075 * look.x, y + 0.1 * look.y, 0.1, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawFright(context: CanvasRenderingContext2D, color: string): void {
  context.fillStyle = color;
  context.strokeStyle = color;
  for (const side of [-1, 1]) {
    context.beginPath();
    context.arc(0.2 * side, -0.12, 0.085, 0, 2 * Math.PI);
    context.fill();
  }
  context.lineWidth = 0.07;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(-0.32, 0.26);
  for (let n = 0; n < 4; n += 1) {
    const x = -0.32 + 0.16 * n;
    context.quadraticCurveTo(x + 0.08, n % 2 === 0 ? 0.1 : 0.42, x + 0.16, 0.26);
  }
  context.stroke();
}

/** Draws a ghost around the origin: brave, frightened (blinking near the end), or only eyes. */
export function drawGhost(
  context: CanvasRenderingContext2D,
  palette: Palette,
  game: Game,
  ghost: Ghost,
  seconds: number,
): void {
  if (ghost.mode === 'eyes' || ghost.mode === 'entering') {
    drawEyes(context, palette, ghost.direction, true);
    return;
  }
  const blinks = game.frightened < BLINK_STEPS && (seconds * BLINKS) % 1 < 0.5;
  const scared = blinks ? palette.blink : palette.frightened;
  const path = body(9 * seconds);
  context.fillStyle = ghost.frightened ? scared : palette[ghost.temper];
  if (!ghost.frightened) {
    const hat = new Path2D();
    HATS[ghost.temper](hat);
    context.fill(hat);
  }
  context.fill(path);
  if (ghost.frightened) {
    context.strokeStyle = palette.frightened;
    context.lineWidth = 0.06;
    context.stroke(path);
    drawFright(context, blinks ? palette.frightened : palette.blink);
  } else {
    drawEyes(context, palette, ghost.direction, false);
  }
}
