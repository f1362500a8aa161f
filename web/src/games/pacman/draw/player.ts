import type { Direction } from '../maze';
import type { Game } from '../state';
import { STAGE_STEPS } from '../levels';
import type { Palette } from './palette';

const RADIUS = 0.6; // tiles
const WIDEST = 0.27 * Math.PI; // half the mouth
const BITES = 3.2; // a second
const SPARKS = 8;

const ANGLE: Readonly<Record<Direction, number>> = {
  right: 0,
  down: Math.PI / 2,
  left: Math.PI,
  up: -Math.PI / 2,
};

function drawSparks(context: CanvasRenderingContext2D, palette: Palette, share: number): void {
  context.strokeStyle = palette['player-line'];
  context.lineWidth = 0.1;
  context.lineCap = 'round';
  context.globalAlpha = 1 - share;
  for (let n = 0; n < SPARKS; n += 1) {
    const angle = (n * 2 * Math.PI) / SPARKS;
    const [from, to] = [0.35 + 0.6 * share, 0.5 + 0.9 * share];
    context.beginPath();
    context.moveTo(from * Math.cos(angle), from * Math.sin(angle));
    context.lineTo(to * Math.cos(angle), to * Math.sin(angle));
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawBody(
  context: CanvasRenderingContext2D,
  palette: Palette,
  direction: Direction,
  mouth: number,
): void {
  context.rotate(ANGLE[direction]);
  if (direction === 'left') context.scale(1, -1); // the eye stays on top
  context.beginPath();
  context.moveTo(-0.08, 0);
  context.arc(0, 0, RADIUS, mouth, 2 * Math.PI - mouth);
  context.closePath();
  context.fillStyle = palette.player;
  context.fill();
  context.strokeStyle = palette['player-line'];
  context.lineWidth = 0.055;
  context.lineJoin = 'round';
  context.stroke();
  context.fillStyle = palette.pupil;
  context.beginPath();
  context.arc(0.04, -0.32, 0.085, 0, 2 * Math.PI);
  context.fill();
}

/** Draws the player around the origin; caught, it shrinks away in sparks. */
export function drawPlayer(
  context: CanvasRenderingContext2D,
  palette: Palette,
  game: Game,
  seconds: number,
): void {
  const { player, stage } = game;
  context.save();
  if (stage === 'caught') {
    const share = Math.min(1, 1.4 * (1 - game.stageLeft / STAGE_STEPS.caught));
    if (share > 0.5) drawSparks(context, palette, 2 * share - 1);
    const size = Math.max(0, 1 - 1.6 * share);
    context.scale(size, size);
    context.rotate(3 * share);
    if (size > 0) drawBody(context, palette, player.direction, WIDEST);
  } else if (stage !== 'over') {
    const bite = Math.abs(Math.sin(Math.PI * BITES * seconds));
    drawBody(context, palette, player.direction, WIDEST * (player.moving ? bite : 0.55));
  }
  context.restore();
}
