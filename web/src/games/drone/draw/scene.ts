import type { Flight } from '../rules';
import { drawCraft, drawShadow } from './craft';
import type { Palette } from './palette';
import { drawRoom } from './room';
import { viewOf, type View } from './view';

/** The room and the drone in it, at a time in milliseconds; `calm` leaves out what only moves. */
export function drawScene(
  context: CanvasRenderingContext2D,
  colors: Palette,
  flight: Flight,
  now: number,
  calm: boolean,
): void {
  const view = viewOf(context.canvas.width, context.canvas.height);
  drawRoom(context, colors, view, calm ? 0 : flight.wind.speed);
  drawShadow(context, colors, view, flight);
  drawCraft(context, colors, view, flight);
  if (flight.stage === 'crashed') drawSmoke(context, colors, view, flight, calm ? 0 : now);
}

const PUFFS = 5;
const PUFF_SECONDS = 2.5;

function drawSmoke(
  context: CanvasRenderingContext2D,
  colors: Palette,
  view: View,
  flight: Flight,
  now: number,
): void {
  context.fillStyle = colors.smoke;
  for (let n = 0; n < PUFFS; n += 1) {
    const age = (now / 1000 / PUFF_SECONDS + n / PUFFS) % 1;
    const [x, y] = view.at([flight.x + 0.12 * Math.sin(n * 2.4 + age * 3), 0, 0.2 + age * 0.9]);
    context.globalAlpha = 0.5 * (1 - age);
    context.beginPath();
    context.arc(x, y, view.scale(0) * (0.05 + 0.11 * age), 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}
