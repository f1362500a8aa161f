import { LEVELS, type Level } from './levels';

const KEY = 'understudy.fighter';

/** Who fights whom: one against the computer, a camera against a keyboard, or two at one. */
export type Mode = 'computer' | 'camera' | 'keyboard';
export const MODES: readonly Mode[] = ['computer', 'camera', 'keyboard'];

/** What this browser remembers of the game. */
export interface Preferences {
  mode: Mode;
  level: Level;
  sound: boolean;
}

const DEFAULTS: Preferences = { mode: 'computer', level: 'easy', sound: false };

export function loadPreferences(): Preferences {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      mode: MODES.find((mode) => mode === saved.mode) ?? DEFAULTS.mode,
      level: LEVELS.find((level) => level === saved.level) ?? DEFAULTS.level,
      sound: saved.sound === true,
    };
  } catch {
    return DEFAULTS; // storage is switched off, or holds something else
  }
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is switched off or full: the game works without being remembered.
  }
}
