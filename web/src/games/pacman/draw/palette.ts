/** The colours of the drawing: custom properties of the canvas, so that they live in its CSS. */
const NAMES = [
  'board',
  'wall',
  'wall-line',
  'wall-flash',
  'dot',
  'player',
  'player-line',
  'chase',
  'ambush',
  'flank',
  'shy',
  'frightened',
  'blink',
  'eye',
  'pupil',
  'text',
  'fruit',
  'leaf',
] as const;

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

/** Reads the colours that apply to an element now. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette;
}
