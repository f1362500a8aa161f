import type { Move } from './types';

const LEFT: Move = {
  id: 'left',
  label: 'Left',
  icon: '←',
  names: ['left', 'west', '←', 'links', 'gauche', 'izquierda', 'sinistra'],
};
const RIGHT: Move = {
  id: 'right',
  label: 'Right',
  icon: '→',
  names: ['right', 'east', '→', 'rechts', 'droite', 'derecha', 'destra'],
};

/** The four ways, and what people call them. */
export const FOUR_WAYS: readonly Move[] = [
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
  LEFT,
  RIGHT,
];

export const TWO_WAYS: readonly Move[] = [LEFT, RIGHT];

export const FLYING: readonly Move[] = [
  {
    id: 'takeoff',
    label: 'Take off',
    icon: '↑',
    names: ['take', 'takeoff', 'off', 'start', 'up', 'rise', 'abheben', 'starten', 'despegar'],
  },
  {
    id: 'land',
    label: 'Land',
    icon: '↓',
    names: ['land', 'landing', 'down', 'landen', 'landung', 'atterrir', 'aterrizar'],
  },
  {
    id: 'flip',
    label: 'Flip',
    icon: '↻',
    names: ['flip', 'roll', 'loop', 'salto', 'somersault', 'spin'],
  },
];
