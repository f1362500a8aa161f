/** The board: our own maze. Only its left half is written down, the right one mirrors it. */

export type Direction = 'up' | 'left' | 'down' | 'right';

export interface Tile {
  x: number;
  y: number;
}

/** In the order ghosts prefer when two ways are equally good. */
export const DIRECTIONS: readonly Direction[] = ['up', 'left', 'down', 'right'];

export const VECTOR: Readonly<Record<Direction, Tile>> = {
  up: { x: 0, y: -1 },
  left: { x: -1, y: 0 },
  down: { x: 0, y: 1 },
  right: { x: 1, y: 0 },
};

export const OPPOSITE: Readonly<Record<Direction, Direction>> = {
  up: 'down',
  left: 'right',
  down: 'up',
  right: 'left',
};

// # wall   . dot   o power pellet   ~ tunnel   - door   H house   space: a corridor without a dot
const LEFT_HALF = [
  '###########',
  '#.......###',
  '#o#####.###',
  '#.#####.###',
  '#..........',
  '#.##.#####.',
  '#.##.#####.',
  '#..........',
  '####.##.##-',
  '####.##.#HH',
  '####.##.###',
  '~~~~.##.   ',
  '####.#####.',
  '####.#####.',
  '#..........',
  '#.##.##.###',
  '#.##.##.###',
  '#o##...... ',
  '#.#####.###',
  '#.#####.###',
  '#..........',
  '###########',
];

/** The last column of the left half is the middle one, and is not mirrored. */
export const ROWS: readonly string[] = LEFT_HALF.map(
  (left) => left + [...left.slice(0, -1)].reverse().join(''),
);
export const WIDTH = 21; // tiles
export const HEIGHT = 22; // tiles

export const PLAYER_START: Tile = { x: 10, y: 17 };
export const BONUS_PLACE: Tile = { x: 10, y: 11 };
/** Above the door: where ghosts come out, and where eyes go in. */
export const DOORSTEP: Tile = { x: 10, y: 7 };
export const DOOR: Tile = { x: 10, y: 8 };
/** The middle of the house; two more places lie left and right of it. */
export const HOME: Tile = { x: 10, y: 9 };

function at(x: number, y: number): string {
  const wrapped = ((x % WIDTH) + WIDTH) % WIDTH; // the tunnel joins the two sides
  return ROWS[y]?.[wrapped] ?? '#';
}

export const isWall = (x: number, y: number): boolean => at(x, y) === '#';

/** Whether players and roaming ghosts may be there: not walls, nor the house. */
export const isOpen = (x: number, y: number): boolean => !'#-H'.includes(at(x, y));

export const isTunnel = (x: number, y: number): boolean => at(x, y) === '~';

/** The number of a tile, counted row by row. */
export const indexOf = (tile: Tile): number => tile.y * WIDTH + tile.x;

/** What lies on a tile when a level begins. */
export type Food = 'none' | 'dot' | 'power';

/** The food of a level, by tile number. */
export function freshFood(): Food[] {
  return ROWS.flatMap((row) =>
    [...row].map((sign) => (sign === '.' ? 'dot' : sign === 'o' ? 'power' : 'none')),
  );
}

/** The tile one step away, through the tunnel where it ends. */
export function neighbour(tile: Tile, direction: Direction): Tile {
  const { x, y } = VECTOR[direction];
  return { x: (tile.x + x + WIDTH) % WIDTH, y: tile.y + y };
}

/** The ways that lead on from a tile. */
export function ways(tile: Tile): Direction[] {
  return DIRECTIONS.filter((direction) => {
    const { x, y } = VECTOR[direction];
    return isOpen(tile.x + x, tile.y + y);
  });
}

/** The square of the distance between two tiles. */
export const distance2 = (a: Tile, b: Tile): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
