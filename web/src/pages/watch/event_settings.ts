// When something that is recognised becomes an event: what can be set, and what it means.
import type { Acting, Listening, Live } from '../../lib/protocol';
import { percent } from '../../lib/verdict';

/** A number among the settings that a slider sets. */
export interface EventSetting<T> {
  name: { [Key in keyof T]: T[Key] extends number ? Key : never }[keyof T];
  label: string;
  help: string;
  min: number;
  max: number;
  step: number;
  write: (value: number) => string;
}

const seconds = (value: number) => `${Number(value.toFixed(2))} s`;

export const LIVE: readonly EventSetting<Live>[] = [
  {
    name: 'threshold',
    label: 'How sure it must be',
    help: 'Below this it says “not sure” and does nothing.',
    min: 0,
    max: 1,
    step: 0.01,
    write: percent,
  },
  {
    name: 'smoothing',
    label: 'Smoothing',
    help: 'How long it looks back. Longer is calmer.',
    min: 0,
    max: 2,
    step: 0.05,
    write: seconds,
  },
  {
    name: 'hold_off',
    label: 'Wait between events',
    help: 'How soon the same class may begin again.',
    min: 0,
    max: 3,
    step: 0.1,
    write: seconds,
  },
];

export const LISTENING: readonly EventSetting<Listening>[] = [
  {
    name: 'threshold',
    label: 'How sure it must be',
    help: 'Below this it does nothing. Its usual name: probability threshold.',
    min: 0,
    max: 1,
    step: 0.01,
    write: percent,
  },
  {
    name: 'hits',
    label: 'How often in a row',
    help: 'More is surer, and slower. Its usual name: consecutive hits.',
    min: 1,
    max: 5,
    step: 1,
    write: (hits) => (hits === 1 ? 'once' : `${hits} times`),
  },
  {
    name: 'suppress_ms',
    label: 'Wait after an event',
    help: 'Nothing else counts so long. Its usual name: suppression time.',
    min: 0,
    max: 5000,
    step: 100,
    write: (milliseconds) => seconds(milliseconds / 1000),
  },
  {
    name: 'overlap',
    label: 'How much it hears again',
    help: 'More is quicker to answer. Its usual name: overlap factor.',
    min: 0,
    max: 0.95,
    step: 0.05,
    write: percent,
  },
];

export const ACTING: readonly EventSetting<Acting>[] = [
  {
    name: 'threshold',
    label: 'How sure it must be',
    help: 'Below this it does nothing. Its usual name: threshold.',
    min: 0,
    max: 1,
    step: 0.01,
    write: percent,
  },
  {
    name: 'release',
    label: 'Ready again below',
    help: 'Every action must fall below this first. Its usual name: release.',
    min: 0,
    max: 1,
    step: 0.01,
    write: percent,
  },
  {
    name: 'refractory',
    label: 'Wait after an action',
    help: 'Nothing else counts so long. Its usual name: refractory time.',
    min: 0,
    max: 5,
    step: 0.1,
    write: seconds,
  },
];

/** Settings in which the one that was not moved gives way: an action ends below where it begins. */
export function inOrder(before: Acting, next: Acting): Acting {
  const { threshold, release } = next;
  if (release <= threshold) return next;
  return before.release === release
    ? { ...next, release: threshold }
    : { ...next, threshold: release };
}
