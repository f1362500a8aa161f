import { PACES, type Pace } from './levels';

const KEY = 'understudy.pacman';

/** What this browser remembers of the game. */
export interface Preferences {
  pace: Pace;
  /** The best score yet, at any pace. */
  best: number;
  sound: boolean;
}

const DEFAULTS: Preferences = { pace: 'gentle', best: 0, sound: false };

export function loadPreferences(): Preferences {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      pace: saved.pace && saved.pace in PACES ? saved.pace : DEFAULTS.pace,
      best: Number.isSafeInteger(saved.best) ? Number(saved.best) : DEFAULTS.best,
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
