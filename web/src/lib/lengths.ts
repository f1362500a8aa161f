// How long the sounds are that a project listens for, in words.
import type { ProjectChange, ProjectView, Subject } from './protocol';

export type SoundSubject = Extract<Subject, `sound${string}` | `spectrogram${string}`>;
export type Length = 'automatic' | SoundSubject;

export interface LengthWords {
  length: Length;
  name: string;
  help: string;
}

export const LENGTHS: readonly LengthWords[] = [
  {
    length: 'automatic',
    name: 'Automatic',
    help: 'Goes by what you record.',
  },
  {
    length: 'sound',
    name: 'Words',
    help: 'Sounds of up to about a second: a word, a bell, a bark.',
  },
  {
    length: 'sound-short',
    name: 'Short sounds',
    help: 'Claps, clicks and whistles. It answers within a tenth of a second.',
  },
];

/** As in the articles that the studio's sound began with. */
export const SPECTROGRAMS: readonly LengthWords[] = [
  {
    length: 'spectrogram',
    name: 'Spectrogram, 70 ms',
    help: 'The last 3 columns of a spectrogram, as for the sound controller.',
  },
  {
    length: 'spectrogram-long',
    name: 'Spectrogram, 140 ms',
    help: 'The last 6 columns, as for the drone that is flown by voice.',
  },
];

/** What a sound project is set to. */
export function lengthOf(project: Pick<ProjectView, 'automatic' | 'subject'>): Length {
  return project.automatic ? 'automatic' : (project.subject as SoundSubject);
}

/** How to ask for it. */
export function changeTo(length: Length): ProjectChange {
  return length === 'automatic' ? { automatic: true } : { subject: length };
}
