/** What begins when something is pressed and ends when it is let go. */
export interface Hold {
  start: () => void;
  stop: () => void;
}

/**
 * Make a button that acts while it is held: by mouse, pen or finger, or by Space or Enter.
 *
 * It lets go by itself whenever it could miss the real release: the pointer is taken away, the
 * button or the window loses the focus, the page is hidden, or the button is removed. Assistive
 * technology that can only click holds with one click and lets go with the next.
 */
export function holdable({ start, stop }: Hold): (node: HTMLElement) => () => void {
  return (node) => {
    let held: number | 'key' | 'click' | null = null; // a number is the pointer's

    const press = (by: number | 'key' | 'click') => {
      if (held !== null) return;
      held = by;
      start();
    };
    const release = () => {
      if (held === null) return;
      held = null;
      stop();
    };
    const releasePointer = (event: PointerEvent) => {
      if (held === event.pointerId) release();
    };
    const isKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';

    const listeners = new AbortController();
    const { signal } = listeners;
    const on = node.addEventListener.bind(node);
    on(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || held !== null) return;
        if (event.isTrusted) node.setPointerCapture(event.pointerId);
        press(event.pointerId);
      },
      { signal },
    );
    on('pointerup', releasePointer, { signal });
    on('pointercancel', releasePointer, { signal });
    on('lostpointercapture', releasePointer, { signal });
    on(
      'keydown',
      (event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        if (!event.repeat) press('key');
      },
      { signal },
    );
    on(
      'keyup',
      (event) => {
        if (!isKey(event)) return;
        event.preventDefault(); // no click follows
        if (held === 'key') release();
      },
      { signal },
    );
    on(
      'click',
      (event) => {
        if (event.detail !== 0) return; // a pointer's, which was already heard
        if (held === 'click') release();
        else press('click');
      },
      { signal },
    );
    on('blur', release, { signal });
    on('contextmenu', (event) => event.preventDefault(), { signal });
    onLeaving(release, signal);
    return () => {
      listeners.abort();
      release();
    };
  };
}

/** Hold with the number keys: 1 is the first, anywhere but where text is typed. */
export function holdDigits(
  count: () => number,
  start: (index: number) => void,
  stop: (index: number) => void,
  isTyping: (target: EventTarget | null) => boolean,
): () => void {
  let held: { index: number; code: string } | null = null;
  const release = () => {
    if (!held) return;
    const { index } = held;
    held = null;
    stop(index);
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  addEventListener(
    'keydown',
    (event) => {
      const index = Number(/^[1-9]$/.exec(event.key)?.[0] ?? 0) - 1;
      if (index < 0 || index >= count() || event.repeat || held) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      held = { index, code: event.code };
      start(index);
    },
    { signal },
  );
  addEventListener('keyup', (event) => event.code === held?.code && release(), { signal });
  onLeaving(release, signal);
  return () => {
    listeners.abort();
    release();
  };
}

/** When keys and pointers let go elsewhere are no longer heard. */
function onLeaving(release: () => void, signal: AbortSignal): void {
  addEventListener('blur', release, { signal });
  addEventListener('pagehide', release, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') release();
    },
    { signal },
  );
}
