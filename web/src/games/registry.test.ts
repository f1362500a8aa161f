import { expect, it } from 'vitest';
import type { Kind } from '../lib/protocol';
import { GAMES, gamesFor } from './registry';

it('games and their moves have names of their own', () => {
  expect(new Set(GAMES.map((game) => game.id)).size).toBe(GAMES.length);
  for (const { moves } of GAMES) {
    expect(new Set(moves.map((move) => move.id)).size).toBe(moves.length);
    const words = moves.flatMap((move) => move.names ?? []);
    expect(new Set(words).size, 'a word that means two moves').toBe(words.length);
    for (const word of words) expect(word).toBe(word.toLowerCase());
  }
});

it('what a project is taught with says which games come first', () => {
  const ids = (kind: Kind) => gamesFor(kind).map((game) => game.id);
  expect(ids('picture')).toEqual(['pacman', 'fighter', 'slider', 'drone']);
  expect(ids('sound')).toEqual(['slider', 'drone', 'pacman', 'fighter']);
  expect(ids('clip')).toEqual(['fighter', 'pacman', 'slider', 'drone']);
});

it.each(GAMES.map((game) => [game.name, game] as const))('%s can be loaded', async (_, game) => {
  expect((await game.load()).default).toBeTypeOf('function');
});
