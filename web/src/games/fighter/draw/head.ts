import type { Look } from './looks';
import { drawParts, type Part } from './brush';

type Context = CanvasRenderingContext2D;

/** How a face looks: calm, hit, striking, or glad. */
export type Mood = 'calm' | 'hurt' | 'fierce' | 'glad' | 'out';

function skull(context: Context): void {
  context.moveTo(-15, 2);
  context.bezierCurveTo(-17, 22, 14, 26, 17, 7);
  context.lineTo(18, 2);
  context.quadraticCurveTo(22.5, -4, 18.5, -6);
  context.quadraticCurveTo(19, -16, 11, -20);
  context.quadraticCurveTo(0, -22, -8, -12);
  context.closePath();
}

function tailHair(context: Context): void {
  context.moveTo(17.5, 8);
  context.bezierCurveTo(19, 26, -4, 32, -16, 19);
  context.bezierCurveTo(-23, 10, -20, -7, -11, -13);
  context.quadraticCurveTo(-5, -8, -4.5, 0);
  context.quadraticCurveTo(1, 10, 17.5, 8);
  context.closePath();
}

function bun(context: Context): void {
  context.arc(-19, 15, 8.5, 0, 2 * Math.PI);
}

function quiffHair(context: Context): void {
  context.moveTo(15, 8);
  context.quadraticCurveTo(24, 14, 26, 24);
  context.quadraticCurveTo(14, 20, 12, 29);
  context.quadraticCurveTo(4, 22, -2, 29);
  context.quadraticCurveTo(-6, 21, -16, 22);
  context.quadraticCurveTo(-13, 17, -20, 11);
  context.quadraticCurveTo(-20, -5, -12, -12);
  context.quadraticCurveTo(-6, -9, -6, 0);
  context.quadraticCurveTo(-4, 8, 3, 9);
  context.closePath();
}

function beard(context: Context): void {
  context.moveTo(-6, -5);
  context.quadraticCurveTo(2, -12, 18, -11);
  context.quadraticCurveTo(19, -20, 10, -23);
  context.quadraticCurveTo(-3, -22, -9, -11);
  context.closePath();
}

function drawEye(context: Context, mood: Mood): void {
  context.beginPath();
  if (mood === 'hurt' || mood === 'out') {
    context.moveTo(6, 5);
    context.lineTo(12, 1.5);
    context.lineTo(6, -1.5);
  } else if (mood === 'glad') {
    context.arc(9.5, 0, 3.6, 0.15 * Math.PI, 0.85 * Math.PI);
  } else {
    context.ellipse(10, 1.5, 2.2, mood === 'fierce' ? 2.6 : 3.6, 0, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
  }
  const brow = mood === 'fierce' ? 4 : mood === 'calm' ? 1.6 : 0;
  context.moveTo(4, 8 + 0.5 * brow);
  context.lineTo(14.5, 8.5 - 0.8 * brow);
  context.stroke();
}

function drawMouth(context: Context, mood: Mood): void {
  context.beginPath();
  if (mood === 'hurt' || mood === 'out') {
    context.ellipse(13, -12, 3, 3.6, 0, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  if (mood === 'glad') context.arc(12, -9, 4.6, Math.PI * 1.05, Math.PI * 1.9);
  else {
    context.moveTo(9.5, -11.5);
    context.lineTo(16.5, mood === 'fierce' ? -10 : -11.2);
  }
  context.stroke();
}

/** Draws a head around the origin, looking to the right; y goes up. */
export function drawHead(context: Context, ink: string, look: Look, mood: Mood): void {
  const tail = look.hairdo === 'tail';
  const parts: Part[] = [{ trace: skull, color: look.skin }];
  if (tail) parts.unshift({ trace: bun, color: look.hair });
  else parts.push({ trace: beard, color: look.hair });
  parts.push({ trace: tail ? tailHair : quiffHair, color: look.hair });
  drawParts(context, ink, parts);
  context.beginPath();
  context.ellipse(-3, -2, 3.6, 5, 0, 0, 2 * Math.PI);
  context.fillStyle = look.skin;
  context.fill();
  context.fillStyle = context.strokeStyle = ink;
  context.lineCap = 'round';
  context.lineWidth = 2.2;
  drawEye(context, mood);
  drawMouth(context, mood);
}
