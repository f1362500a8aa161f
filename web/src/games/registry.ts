import type { GameEntry, Move } from './types';

/** The four ways, and what people call them. */
const FOUR_WAYS: readonly Move[] = [
  {
    id: 'up',
    label: 'Up',
    icon: '↑',
    names: ['up', 'upwards', 'top', 'north', '↑', 'auf', 'oben', 'hoch', 'haut', 'arriba', 'su'],
  },
  {
    id: 'down',
    label: 'Down',
    icon: '↓',
    names: ['down', 'downwards', 'bottom', 'south', '↓', 'ab', 'unten', 'runter', 'bas', 'abajo'],
  },
  {
    id: 'left',
    label: 'Left',
    icon: '←',
    names: ['left', 'west', '←', 'links', 'gauche', 'izquierda', 'sinistra'],
  },
  {
    id: 'right',
    label: 'Right',
    icon: '→',
    names: ['right', 'east', '→', 'rechts', 'droite', 'derecha', 'destra'],
  },
];

/** Every game: one entry each, loaded when it is opened. */
export const GAMES: readonly [GameEntry, ...GameEntry[]] = [
  {
    id: 'pacman',
    name: 'Pac-Man',
    moves: FOUR_WAYS,
    load: () => import('./pacman/Pacman.svelte'),
  },
];
