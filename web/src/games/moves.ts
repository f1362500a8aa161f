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

/** Each word with each of the others: "punch left". */
function pairs(words: string, ways: string): string[] {
  return words.split(' ').flatMap((word) => ways.split(' ').map((way) => `${word} ${way}`));
}

const LEFTWARDS = 'left links gauche izquierda izquierdo sinistra sinistro';
const RIGHTWARDS = 'right rechts droite droit derecha derecho destra destro';
const PUNCH = 'punch schlag faust poing puñetazo puño pugno';
const KICK = 'kick tritt fußtritt patada calcio';

export const FIGHTING: readonly Move[] = [
  {
    id: 'punch',
    label: 'Punch',
    drawing:
      'M2.5 7.5h4v6.5h-4M6.5 8c1-3.2 8-3.7 9.5-.7 1.6 3.2-.5 6.7-3.5 6.7h-6' +
      'M10.5 8.3c.4 1.7 2 2.3 3.7 1.7',
    names: [...PUNCH.split(' '), 'jab', 'box', 'boxen', 'frappe', ...pairs(PUNCH, LEFTWARDS)],
  },
  {
    id: 'kick',
    label: 'Kick',
    drawing:
      'M6.5 3h4.5v6.5c0 1.5.5 2.3 2 2.8 2.7.8 4 2 4 4.2H4v-2.5c1.8-1.2 2.5-2.5 2.5-4.5z' +
      'M4 14.3h9',
    names: [...KICK.split(' '), 'treten', 'high kick', ...pairs(KICK, LEFTWARDS)],
  },
  {
    ...RIGHT,
    label: 'Walk right',
    names: [...(RIGHT.names ?? []), 'forward', 'forwards', 'vor', 'vorwärts', 'avance', 'avanti'],
  },
  {
    ...LEFT,
    label: 'Walk left',
    names: [
      ...(LEFT.names ?? []),
      'back',
      'backward',
      'backwards',
      'zurück',
      'recule',
      'indietro',
    ],
  },
  {
    id: 'block',
    label: 'Block',
    drawing: 'M10 2.5l6 2v5c0 4-2.3 6.5-6 8-3.7-1.5-6-4-6-8v-5z',
    names: [
      'block',
      'guard',
      'shield',
      'defend',
      'deckung',
      'blocken',
      'garde',
      'guardia',
      'parada',
    ],
  },
  {
    id: 'jump',
    label: 'Jump',
    icon: '↑',
    names: [
      'jump',
      'hop',
      'up',
      'springen',
      'sprung',
      'saut',
      'sauter',
      'salta',
      'saltar',
      'salto',
    ],
  },
  {
    id: 'crouch',
    label: 'Crouch',
    icon: '↓',
    names: ['crouch', 'squat', 'duck', 'down', 'hocke', 'ducken', 'accroupi', 'agachado', 'giù'],
  },
  {
    id: 'uppercut',
    label: 'Uppercut',
    drawing: 'M4 17c4.5 0 7-2.5 7-8V3.5M7.3 7 11 3.3 14.7 7',
    names: [
      'uppercut',
      'hook',
      'haken',
      'crochet',
      'gancho',
      'upper punch',
      ...pairs(PUNCH, RIGHTWARDS),
    ],
  },
  {
    id: 'sweep',
    label: 'Low kick',
    drawing: 'M3 11c2 4.5 7 5.5 12.5 3.5M12.3 11.7 16 14.4l-2.4 3.7',
    names: ['sweep', 'fußfeger', 'balayage', 'barrido', 'low kick', ...pairs(KICK, RIGHTWARDS)],
  },
];
