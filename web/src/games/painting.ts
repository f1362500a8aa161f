/** What is drawn once for every picture of the screen. */
export type Paint<Palette> = (
  context: CanvasRenderingContext2D,
  palette: Palette,
  /** Milliseconds, as performance.now(). */
  now: number,
  /** Whether as little as possible is to move. */
  calm: boolean,
) => void;

/**
 * Draw on a canvas until the returned function is called.
 *
 * It has as many pixels as the screen where it is shown, and its colours are read again when day
 * turns into night.
 */
export function paintOn<Palette>(
  canvas: HTMLCanvasElement,
  readPalette: (canvas: HTMLCanvasElement) => Palette,
  paint: Paint<Palette>,
): () => void {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return () => undefined;
  let palette = readPalette(canvas);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const recolor = (): void => {
    palette = readPalette(canvas);
  };
  const resize = new ResizeObserver(() => {
    canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
    canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
  });
  let frame = requestAnimationFrame(function draw(now) {
    paint(context, palette, now, calm.matches);
    frame = requestAnimationFrame(draw);
  });
  dark.addEventListener('change', recolor);
  resize.observe(canvas);
  return () => {
    cancelAnimationFrame(frame);
    dark.removeEventListener('change', recolor);
    resize.disconnect();
  };
}
