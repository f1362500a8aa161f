// Where the points of a line chart go: ticks, scales, and columns for more points than pixels.

/** A stretch of neighbouring points, drawn as one: their mean, and how far they spread. */
export interface Column {
  x: number;
  least: number;
  mean: number;
  most: number;
}

/** Round numbers from 0 to at least `most`, some `count` of them. */
export function ticks(most: number, count: number): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10) * power;
  const steps = Math.ceil(most / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Gather points, with `xs` growing from 0 to `end`, into at most `most` columns; leaves out what
 * is not finite. */
export function columns(
  xs: readonly number[],
  ys: readonly number[],
  end: number,
  most: number,
): Column[] {
  const found: (Column & { index: number; count: number })[] = [];
  ys.forEach((y, i) => {
    const x = xs[i] ?? 0;
    if (!Number.isFinite(y)) return;
    const index = end > most ? Math.floor((x / end) * most) : i;
    const last = found.at(-1);
    if (last?.index !== index) {
      found.push({ index, count: 1, x, least: y, mean: y, most: y });
      return;
    }
    last.count += 1;
    last.x += (x - last.x) / last.count;
    last.mean += (y - last.mean) / last.count;
    last.least = Math.min(last.least, y);
    last.most = Math.max(last.most, y);
  });
  return found.map(({ x, least, mean, most: top }) => ({ x, least, mean, most: top }));
}

/** The highest finite value, at least `floor`. */
export function highest(ys: readonly number[], floor: number): number {
  return ys.reduce((top, y) => (Number.isFinite(y) && y > top ? y : top), floor);
}

/** 0.00123 -> "0.0012", 12.3 -> "12.3": three digits at most that matter. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return 'infinity';
  if (value !== 0 && Math.abs(value) < 0.0001) return 'under 0.0001';
  return String(Number(value.toPrecision(Math.abs(value) < 0.1 ? 2 : 3)));
}
