// A spectrogram for people: which rows and colours show what an AnalyserNode measures.

const LOWEST = 60; // Hz
const HIGHEST = 12_000; // Hz; above there is little to see
const FLOOR = -92; // dB of the analyser: a quiet room
const TOP = -32; // dB: a loud voice close by
const SHADES = 256;
const BEND = 700; // Hz; as in the mel scale, even steps below and even ratios above

/** The spectrum's bins of one row: from the first up to the one that no longer belongs to it. */
export type Band = readonly [from: number, to: number];

/** The bins of each row, the highest frequencies first. */
export function bandsOf(rows: number, bins: number, rate: number): Band[] {
  const nyquist = rate / 2;
  const [low, high] = [LOWEST, Math.min(HIGHEST, nyquist)].map(toMel) as [number, number];
  const binAt = (row: number) => (toHertz(low + ((high - low) * row) / rows) / nyquist) * bins;
  return Array.from({ length: rows }, (_, index) => {
    const row = rows - 1 - index;
    const from = Math.min(bins - 1, Math.round(binAt(row)));
    return [from, Math.min(bins, Math.max(from + 1, Math.round(binAt(row + 1))))] as const;
  });
}

function toMel(hertz: number): number {
  return Math.log1p(hertz / BEND);
}

function toHertz(mel: number): number {
  return Math.expm1(mel) * BEND;
}

/** Shades from quiet to loud: red, green and blue of each, between colours like "#0c6b70". */
export function shadesOf(colors: readonly string[]): Uint8ClampedArray {
  const stops = colors.map((color) =>
    [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)),
  );
  const shades = new Uint8ClampedArray(SHADES * 3);
  for (let shade = 0; shade < SHADES; shade++) {
    const place = (shade / (SHADES - 1)) * (stops.length - 1);
    const before = Math.min(Math.floor(place), stops.length - 2);
    for (let part = 0; part < 3; part++) {
      const [a, b] = [stops[before]?.[part] ?? 0, stops[before + 1]?.[part] ?? 0];
      shades[shade * 3 + part] = a + (b - a) * (place - before);
    }
  }
  return shades;
}

/** Paint one column of a picture: the loudest bin of each band, in its shade. */
export function paintColumn(
  column: Pick<ImageData, 'data'>,
  decibels: Float32Array,
  bands: readonly Band[],
  shades: Uint8ClampedArray,
): void {
  bands.forEach(([from, to], row) => {
    let loudest = -Infinity;
    for (let bin = from; bin < to; bin++) loudest = Math.max(loudest, decibels[bin] ?? -Infinity);
    const share = Math.max(0, Math.min(1, (loudest - FLOOR) / (TOP - FLOOR)));
    const shade = Math.round(share * (SHADES - 1)) * 3;
    for (let part = 0; part < 3; part++) column.data[row * 4 + part] = shades[shade + part] ?? 0;
    column.data[row * 4 + 3] = 255;
  });
}
