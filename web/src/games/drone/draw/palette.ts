/** The colours of the drawing: custom properties of the canvas, so that they live in its CSS. */
const NAMES = [
  'wall',
  'floor',
  'board',
  'skirting',
  'frame',
  'sky',
  'hill',
  'curtain',
  'wood',
  'leaf',
  'pot',
  'book-one',
  'book-two',
  'book-three',
  'pad',
  'pad-line',
  'craft',
  'craft-side',
  'craft-below',
  'arm',
  'guard',
  'blade',
  'safe',
  'alert',
  'shadow',
  'smoke',
] as const;

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

/** Reads the colours that apply to an element now. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette;
}
