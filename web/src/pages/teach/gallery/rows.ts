import type { Group } from './groups';

export const HEADER_HEIGHT = 52;
export const GAP = 8;
const THUMB_WIDTH = 112; // at least

export interface Grid {
  columns: number;
  /** Of a thumbnail. */
  width: number;
  height: number;
}

/** A line of the gallery: a header, or thumbnails beside each other. */
export interface Row {
  kind: 'header' | 'examples';
  group: Group;
  /** The examples of the row, and where they stand in the whole gallery. */
  examples: string[];
  first: number;
  top: number;
  height: number;
}

/** As many columns as fit into a width; thumbnails are 4 by 3. */
export function gridOf(width: number): Grid {
  const columns = Math.max(2, Math.floor((width + GAP) / (THUMB_WIDTH + GAP)));
  const each = Math.floor((width - GAP * (columns - 1)) / columns);
  return { columns, width: each, height: Math.round((each * 3) / 4) };
}

/** Lay groups out in rows from top to bottom. */
export function layRows(groups: readonly Group[], grid: Grid): { rows: Row[]; height: number } {
  const rows: Row[] = [];
  let top = 0;
  let first = 0;
  const push = (kind: Row['kind'], group: Group, examples: string[], height: number) => {
    rows.push({ kind, group, examples, first, top, height });
    top += height;
    first += examples.length;
  };
  for (const group of groups) {
    push('header', group, [], HEADER_HEIGHT);
    for (let start = 0; start < group.examples.length; start += grid.columns) {
      const examples = group.examples.slice(start, start + grid.columns);
      push('examples', group, examples, grid.height + GAP);
    }
  }
  return { rows, height: top };
}

/** The rows that touch a stretch from `top` to `bottom`. */
export function visibleRows(rows: readonly Row[], top: number, bottom: number): Row[] {
  return rows.slice(rowAt(rows, top), rowAt(rows, bottom) + 1);
}

/** The row of an example, by its place in the gallery. */
export function rowOf(rows: readonly Row[], index: number): Row | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (index < row.first) high = middle - 1;
    else if (index >= row.first + row.examples.length) low = middle + 1;
    else return row;
  }
  return undefined;
}

/** The place of the last row that begins at `y` or above. */
function rowAt(rows: readonly Row[], y: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.top <= y) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
