import type { Kind } from '../lib/protocol';
import { FIGHTING, FLYING, FOUR_WAYS, TWO_WAYS } from './moves';
import type { GameEntry } from './types';

/** Every game: one entry each, loaded when it is opened. */
export const GAMES: readonly [GameEntry, ...GameEntry[]] = [
  {
    id: 'pacman',
    name: 'Pac-Man',
    madeFor: ['picture'],
    moves: FOUR_WAYS,
    teach: {
      picture: 'Show it something for each direction: a hand, your head, a mug.',
      sound: 'Teach it a sound for each direction: a word, a whistle, a clap.',
      clip: 'Teach it a movement for each direction: swipe up, down, left and right.',
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
    id: 'fighter',
    name: 'The fighter',
    madeFor: ['clip', 'picture'],
    moves: FIGHTING,
    teach: {
      picture:
        'Show it a posture for each move: an arm out to punch, a knee up to kick, a squat, and ' +
        'just standing, to be ignored.',
      sound: 'Teach it a word for each move, such as punch, kick, left and right, and noise.',
      clip:
        'Teach it a movement for each move: a punch, a kick, a step to each side, and other ' +
        'movements to be ignored.',
    },
    keys: [
      { keys: ['A', 'D', 'W', 'S'], does: 'walk, jump and crouch,' },
      { keys: ['F', 'G', 'H'], does: 'punch, kick and block.' },
      { keys: ['P'], does: 'or' },
      { keys: ['Space'], does: 'pauses.' },
    ],
    hint:
      'The arrows with , . and / do the same, or are for a second player. Steered by camera or ' +
      'voice, you guard a little whenever you stand still.',
    wide: true,
    load: () => import('./fighter/Fighter.svelte'),
  },
  {
    id: 'slider',
    name: 'Slider',
    madeFor: ['sound'],
    moves: TWO_WAYS,
    teach: {
      picture: 'Show it two things: one for left, one for right.',
      sound: 'Teach it two sounds, such as a snap and a whistle, and noise to be ignored.',
      clip:
        'Teach it two movements, such as a swipe to each side, and other movements to be ' +
        'ignored.',
    },
    keys: [{ keys: ['←', '→'], does: 'move the slider too.' }],
    hint: 'It goes on for as long as the sound does. Classes get their names in Teach.',
    wide: true,
    load: () => import('./slider/Slider.svelte'),
  },
  {
    id: 'drone',
    name: 'Voice drone',
    madeFor: ['sound'],
    moves: FLYING,
    teach: {
      picture: 'Show it three things: one to take off, one to land, one to flip.',
      sound: 'Teach it the words take off, land and flip, and noise to be ignored.',
      clip: 'Teach it three movements: one to take off, one to land, one to flip.',
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

/** How much a game is for a kind: most of all for what it was made for first. */
function rank({ madeFor }: GameEntry, kind: Kind): number {
  const place = madeFor.indexOf(kind);
  return place < 0 ? 0 : 1 / (1 + place);
}

/** All games, with those made for what a project is taught with first. */
export function gamesFor(kind: Kind): GameEntry[] {
  return [...GAMES].sort((a, b) => rank(b, kind) - rank(a, kind));
}
