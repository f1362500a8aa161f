/** Call back before every frame that is shown, until stopped. */
export function eachFrame(draw: (now: number) => void): () => void {
  let handle = 0;
  const next = (now: number) => {
    draw(now);
    handle = requestAnimationFrame(next);
  };
  handle = requestAnimationFrame(next);
  return () => cancelAnimationFrame(handle);
}
