import type { Side } from '../state';
import type { Palette } from './palette';

/** What a figure wears. */
export interface Look {
  hairdo: 'tail' | 'quiff';
  skin: string;
  hair: string;
  /** The jacket, and its belt and collar. */
  top: string;
  trim: string;
  legs: string;
  boot: string;
  glove: string;
}

export function lookOf(palette: Palette, side: Side): Look {
  const by = side === 0 ? 'one' : 'two';
  return {
    hairdo: side === 0 ? 'tail' : 'quiff',
    skin: palette[`skin-${by}`],
    hair: palette[`hair-${by}`],
    top: palette[`top-${by}`],
    trim: palette[`trim-${by}`],
    legs: palette[`legs-${by}`],
    boot: palette[`boot-${by}`],
    glove: palette[`glove-${by}`],
  };
}
