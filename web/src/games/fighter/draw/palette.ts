/** The colours of the drawing: custom properties of the canvas, so that they live in its CSS. */
const NAMES = [
  'sky',
  'sun',
  'cloud',
  'far-hills',
  'hills',
  'trees',
  'house',
  'roof',
  'window',
  'string',
  'floor',
  'plank',
  'edge',
  'lamp',
  'lamp-glow',
  'curtain',
  'curtain-fold',
  'fringe',
  'beam',
  'shadow',
  'outline',
  'spark',
  'spark-core',
  'shield',
  'dust',
  'bubble',
  'bubble-text',
  'skin-one',
  'hair-one',
  'top-one',
  'trim-one',
  'legs-one',
  'boot-one',
  'glove-one',
  'skin-two',
  'hair-two',
  'top-two',
  'trim-two',
  'legs-two',
  'boot-two',
  'glove-two',
] as const;

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

/** Reads the colours that apply to an element now. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette;
}
