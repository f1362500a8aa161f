const PRESSED_BY: Readonly<Record<string, RegExp>> = {
  checkbox: /^Space$/,
  radio: /^(Space|Arrow)/,
};

/** Whether a key belongs to what has the focus, and not to the game. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target instanceof HTMLInputElement) return PRESSED_BY[target.type]?.test(event.code) ?? true;
  if (target?.closest('button, a') && /^(Enter|Space)$/.test(event.code)) return true;
  return target?.closest('select, textarea, dialog, [contenteditable]') != null;
}
