// How the frames of a clip, side by side in one picture, are shown one after another.

const SECONDS = [0.6, 2.4] as const; // least and most that a loop lasts: a long take runs faster

/** How long a loop of a part that lasts some seconds takes. */
export function loopSeconds(seconds: number): number {
  return Math.max(SECONDS[0], Math.min(SECONDS[1], seconds));
}

/** Where a frame is, as a background position in percent: 0 is the first, 100 the last. */
export function positionOf(frame: number, frames: number): number {
  return frames > 1 ? (frame / (frames - 1)) * 100 : 0;
}

/** Frames for a film with room for a few of them, as evenly spread as can be. */
export function spread(frames: number, room: number): number[] {
  const count = Math.min(frames, room);
  return Array.from({ length: count }, (_, n) => Math.floor(((n + 0.5) / count) * frames));
}
