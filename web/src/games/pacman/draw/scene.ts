import { STEPS_PER_SECOND } from '../../clock';
import { POPUP_STEPS } from '../levels';
import { BONUS_PLACE, HEIGHT, WIDTH } from '../maze';
import { TILE } from '../motion';
import type { Game } from '../state';
import { drawFood, drawWalls } from './board';
import { drawBonus } from './bonus';
import { drawGhost } from './ghost';
import type { Palette } from './palette';
import { drawPlayer } from './player';

const FLASHES = 1.5; // a second
const FONT = '700 0.62px system-ui, sans-serif'; // in tiles

/** Draws with the middle of a tile at the origin; what leaves on one side shows on the other. */
function at(
  context: CanvasRenderingContext2D,
  place: { x: number; y: number },
  draw: () => void,
): void {
  const [x, y] = [place.x / TILE + 0.5, place.y / TILE + 0.5];
  const copies = x < 1 ? [x, x + WIDTH] : x > WIDTH - 1 ? [x, x - WIDTH] : [x];
  for (const copy of copies) {
    context.save();
    context.translate(copy, y);
    draw();
    context.restore();
  }
}

function drawPopups(context: CanvasRenderingContext2D, palette: Palette, game: Game): void {
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const popup of game.popups) {
    const age = 1 - popup.left / POPUP_STEPS;
    context.globalAlpha = Math.min(1, 3 * (1 - age));
    const [x, y] = [popup.x / TILE + 0.5, popup.y / TILE + 0.5 - 0.7 * age];
    context.strokeStyle = palette.board;
    context.lineWidth = 0.2;
    context.strokeText(String(popup.points), x, y);
    context.fillStyle = palette.text;
    context.fillText(String(popup.points), x, y);
  }
  context.globalAlpha = 1;
}

/** Draws the game as it is, on a canvas of any size; `still` leaves out what only pleases. */
export function drawScene(
  context: CanvasRenderingContext2D,
  palette: Palette,
  game: Game,
  still = false,
): void {
  const { width, height } = context.canvas;
  const seconds = game.time / STEPS_PER_SECOND;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = palette.board;
  context.fillRect(0, 0, width, height);
  context.scale(width / WIDTH, height / HEIGHT);

  const turns = (FLASHES * game.stageLeft) / STEPS_PER_SECOND;
  const flash = still ? 1 : 0.5 - 0.5 * Math.cos(2 * Math.PI * turns);
  drawWalls(context, palette, game.stage === 'cleared' ? flash : 0);
  drawFood(context, palette, game, still ? 0 : seconds);
  if (game.bonus) {
    const { kind } = game.bonus;
    at(context, { x: BONUS_PLACE.x * TILE, y: BONUS_PLACE.y * TILE }, () =>
      drawBonus(context, palette, kind),
    );
  }
  at(context, game.player, () => drawPlayer(context, palette, game, seconds));
  if (game.stage === 'ready' || game.stage === 'playing') {
    for (const ghost of game.ghosts) {
      const bob = ghost.mode === 'house' ? 0.1 * Math.sin(5 * seconds + ghost.x) : 0;
      at(context, { x: ghost.x, y: ghost.y + bob * TILE }, () =>
        drawGhost(context, palette, game, ghost, seconds),
      );
    }
  }
  drawPopups(context, palette, game);
}
