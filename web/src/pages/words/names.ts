// What the labels of the ready-made words are called on the page.

const NAMES: Record<string, string> = {
  _background_noise_: 'noise',
  _unknown_: 'another word',
};

export function nameOf(label: string): string {
  return NAMES[label] ?? label;
}
