import type { Kind } from '../lib/protocol';
import { FLYING, FOUR_WAYS, TWO_WAYS } from './moves';
import type { GameEntry } from './types';

/** Every game: one entry each, loaded when it is opened. */
export const GAMES: readonly [GameEntry, ...GameEntry[]] = [
  {
    id: 'pacman',
    name: 'Pac-Man',
    madeFor: 'picture',
    moves: FOUR_WAYS,
    teach: {
      picture: 'Show it something for each direction: a hand, your head, a mug.',
      sound: 'Teach it a sound for each direction: a word, a whistle, a clap.',
    },
    keys: [
      { keys: ['↑', '←', '↓', '→'], does: 'or' },
      { keys: ['W', 'A', 'S', 'D'], does: 'steer,' },
      { keys: ['Space'], does: 'pauses.' },
    ],
    hint: 'A direction holds until the next one.',
    load: () => import('./pacman/Pacman.svelte'),
  },
  {
    id: 'slider',
    name: 'Slider',
    madeFor: 'sound',
    moves: TWO_WAYS,
    teach: {
      picture: 'Show it two things: one for left, one for right.',
      sound: 'Teach it two sounds, such as a snap and a whistle, and noise to be ignored.',
    },
    keys: [{ keys: ['←', '→'], does: 'move the slider too.' }],
    hint: 'It goes on for as long as the sound does. Classes get their names in Teach.',
    wide: true,
    load: () => import('./slider/Slider.svelte'),
  },
  {
    id: 'drone',
    name: 'Voice drone',
    madeFor: 'sound',
    moves: FLYING,
    teach: {
      picture: 'Show it three things: one to take off, one to land, one to flip.',
      sound: 'Teach it the words take off, land and flip, and noise to be ignored.',
    },
    keys: [
      { keys: ['T'], does: 'takes off,' },
      { keys: ['L'], does: 'lands,' },
      { keys: ['F'], does: 'flips,' },
      { keys: ['Space'], does: 'or' },
      { keys: ['Esc'], does: 'stops.' },
    ],
    wide: true,
    load: () => import('./drone/VoiceDrone.svelte'),
  },
];

/** All games, with those made for what a project is taught with first. */
export function gamesFor(kind: Kind): GameEntry[] {
  return [...GAMES].sort((a, b) => Number(b.madeFor === kind) - Number(a.madeFor === kind));
}
