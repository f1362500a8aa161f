import { describe, expect, it } from 'vitest';
import type { ClassView } from '../lib/protocol';
import { suggestMapping } from './mapping';
import { FIGHTING, FLYING, FOUR_WAYS, TWO_WAYS } from './moves';
import type { Move } from './types';

const SETS: [string, readonly Move[]][] = [
  ['four ways', FOUR_WAYS],
  ['two ways', TWO_WAYS],
  ['flying', FLYING],
  ['fighting', FIGHTING],
];

/** The move that a class of this name is taken for, as the only class there is. */
function meant(name: string, moves: readonly Move[]): string | undefined {
  const named: ClassView = {
    id: 'c',
    name,
    color: '#0c6b70',
    role: 'class',
    count: 10,
    takes: 2,
    cover: null,
    mixed: false,
  };
  return suggestMapping([named], moves)['c'];
}

/** A name's words: of a class they count in any order. */
const bag = (name: string): string => name.split(' ').sort().join(' ');

describe.each(SETS)('the moves: %s', (_, moves) => {
  it('are each meant by each of their names alone', () => {
    for (const { id, names = [] } of moves) {
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) expect([name, meant(name, moves)]).toEqual([name, id]);
    }
  });

  it('share no name, whatever the order of its words', () => {
    const bags = moves.flatMap(({ names = [] }) => names.map(bag));
    expect(bags.filter((one, n) => bags.indexOf(one) !== n)).toEqual([]);
  });

  it('have an icon or a drawing each, and labels and ids of their own', () => {
    for (const { icon, drawing } of moves) expect(Boolean(icon) !== Boolean(drawing)).toBe(true);
    for (const key of ['id', 'label'] as const) {
      expect(new Set(moves.map((move) => move[key])).size).toBe(moves.length);
    }
  });
});

describe('names in several languages', () => {
  it.each([
    ['up', 'Auf', 'haut', 'arriba'],
    ['down', 'Runter', 'bas', 'abajo'],
    ['left', 'Links', 'gauche', 'izquierda', 'sinistra'],
    ['right', 'Rechts', 'droite', 'derecha', 'destra'],
  ])('steer: %s', (move, ...said) => {
    expect(said.map((name) => meant(name, FOUR_WAYS))).toEqual(said.map(() => move));
  });

  it.each([
    ['punch', 'Schlag', 'Faust', 'poing', 'puñetazo', 'pugno'],
    ['kick', 'Tritt', 'Fußtritt', 'patada', 'calcio'],
    ['uppercut', 'Haken', 'crochet', 'gancho'],
    ['sweep', 'Fußfeger', 'balayage', 'barrido'],
    ['block', 'Deckung', 'garde', 'guardia'],
    ['jump', 'Sprung', 'saut', 'salta'],
    ['crouch', 'Hocke', 'accroupi', 'agachado', 'giù'],
    ['left', 'zurück', 'recule', 'indietro'],
    ['right', 'vorwärts', 'avance', 'avanti'],
  ])('fight: %s', (move, ...said) => {
    expect(said.map((name) => meant(name, FIGHTING))).toEqual(said.map(() => move));
  });

  it.each([
    ['punch', 'punch left', 'Schlag links', 'poing gauche', 'puño izquierdo', 'pugno sinistro'],
    ['uppercut', 'right punch', 'Faust rechts', 'poing droit', 'puño derecho', 'pugno destro'],
    ['kick', 'left kick', 'Tritt links', 'patada izquierda', 'calcio sinistro'],
    ['sweep', 'kick right', 'Tritt rechts', 'patada derecha', 'calcio destro'],
  ])('say by the arm or leg which blow it is: %s', (move, ...said) => {
    expect(said.map((name) => meant(name, FIGHTING))).toEqual(said.map(() => move));
  });
});
