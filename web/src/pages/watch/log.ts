// The log of what began and ended: newest first, and not without end.

export interface Line {
  id: number;
  at: Date;
  classId: string;
  kind: 'start' | 'stop';
  confidence: number;
}

export const MOST_LINES = 200;

/** The lines with one more, newest first; the oldest go. */
export function withLine(lines: readonly Line[], line: Omit<Line, 'id'>): Line[] {
  const id = (lines[0]?.id ?? 0) + 1;
  return [{ id, ...line }, ...lines.slice(0, MOST_LINES - 1)];
}

/** 14:03:09, by the clock of this computer. */
export function clock(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
