const KEY = 'understudy.slider.best';

/** The seconds of the quickest round in this browser; null if there was none. */
export function loadBest(): number | null {
  try {
    const best = Number(localStorage.getItem(KEY));
    return best > 0 && Number.isFinite(best) ? best : null;
  } catch {
    return null; // storage is switched off
  }
}

export function saveBest(seconds: number): void {
  try {
    localStorage.setItem(KEY, String(seconds));
  } catch {
    // Storage is switched off or full: the game works without being remembered.
  }
}
