// The log of what began and ended: newest first, and not without end.
import type { ClassView, Fired, Kind } from '../../lib/protocol';
import type { Verdict } from '../../lib/verdict';

export interface Line {
  id: number;
  at: Date;
  classId: string;
  /** An action is told once, when it is recognised. */
  kind: 'start' | 'stop' | 'once';
  confidence: number;
  /** Of an action: seconds from its end to when it was told, once that is known; may be below 0. */
  latency?: number;
}

export const MOST_LINES = 200;

/** The lines with one more, newest first; the oldest go. */
export function withLine(lines: readonly Line[], line: Omit<Line, 'id'>): Line[] {
  const id = (lines[0]?.id ?? 0) + 1;
  return [{ id, ...line }, ...lines.slice(0, MOST_LINES - 1)];
}

/** The lines after an event. Of an action there is one line, to which its end only adds. */
export function withEvent(lines: readonly Line[], event: Fired, taught: Kind): Line[] {
  const { class_id: classId, kind, confidence } = event;
  const line = { at: new Date(), classId, kind, confidence };
  if (taught !== 'clip') return withLine(lines, line);
  if (kind === 'start') return withLine(lines, { ...line, kind: 'once' });
  const told = lines.find((one) => one.classId === classId);
  const latency = event.latency ?? undefined;
  return lines.map((one) => (one === told ? { ...one, latency } : one));
}

/** "0.1 s after its end". */
export function latencyWords(seconds: number): string {
  return `${Math.abs(seconds).toFixed(1)} s ${seconds < 0 ? 'before' : 'after'} its end`;
}

/** What is told for a moment after an action: that it was, rather than what is seen by now. */
export function actedVerdict(now: Verdict, event: Fired, classes: readonly ClassView[]): Verdict {
  const best = classes.find((one) => one.id === event.class_id);
  return best ? { ...now, certainty: 'sure', best, confidence: event.confidence } : now;
}

/** 14:03:09, by the clock of this computer. */
export function clock(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
