import type { Match } from '../state';

/** The part of the stage that is seen. */
export interface View {
  /** Of the canvas, in units. */
  width: number;
  height: number;
  /** Pixels for a unit. */
  scale: number;
  /** The middle of what is seen, from the middle of the stage. */
  x: number;
  /** Where the floor under the fighters' feet is, from the top (units). */
  ground: number;
}

/** Both fighters must be in it, however far apart. */
const NARROWEST = 700; // units
const LOWEST = 440;
/** The floor before them. */
const BEFORE = 78;
const UP = 0.28; // of a jump
/** The curtains stand so far from the middle. */
export const WINGS = 640;

/** What a canvas of so many pixels shows; `x` is where to look, and how high (units). */
export function viewOf(width: number, height: number, x: number, up = 0): View {
  const scale = Math.min(width / NARROWEST, height / LOWEST);
  const [w, h] = [width / scale, height / scale];
  const most = Math.max(0, WINGS - w / 2);
  return {
    width: w,
    height: h,
    scale,
    x: Math.min(Math.max(x, -most), most),
    ground: h - BEFORE - 0.25 * (h - LOWEST) + up,
  };
}

/** Where to look: between the two, and after whoever jumps. */
export function focusOf({ fighters: [a, b] }: Match): { x: number; y: number } {
  return { x: (a.x + b.x) / 2, y: UP * Math.max(a.y, b.y) };
}
