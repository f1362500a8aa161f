import { expect, it } from 'vitest';
import { GAMES } from './registry';

it('games and their moves have names of their own', () => {
  expect(new Set(GAMES.map((game) => game.id)).size).toBe(GAMES.length);
  for (const { moves } of GAMES) {
    expect(new Set(moves.map((move) => move.id)).size).toBe(moves.length);
    const words = moves.flatMap((move) => move.names ?? []);
    expect(new Set(words).size, 'a word that means two moves').toBe(words.length);
    for (const word of words) expect(word).toBe(word.toLowerCase());
  }
});

it.each(GAMES.map((game) => [game.name, game] as const))('%s can be loaded', async (_, game) => {
  expect((await game.load()).default).toBeTypeOf('function');
});
