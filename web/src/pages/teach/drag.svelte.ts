import { dropPlace } from '../../lib/order';

/** Dragging one card of a list by its handle. */
export class Drag {
  /** The place of the dragged card, or null. */
  from = $state<number | null>(null);
  /** Where it would land. */
  to = $state(0);
  /** How far it was dragged, in pixels. */
  offset = $state(0);

  constructor(private readonly ondrop: (from: number, to: number) => void) {}

  /** The handle of the card at `from` was pressed; `list` holds the cards. */
  start(event: PointerEvent, from: number, list: HTMLElement): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    const startY = event.clientY;
    const middles = [...list.children].map((card) => {
      const { top, height } = card.getBoundingClientRect();
      return top + height / 2;
    });
    const own = middles[from] ?? 0;
    const others = middles.filter((_, index) => index !== from);
    const listeners = new AbortController();
    const { signal } = listeners;
    this.from = from;
    this.to = from;
    this.offset = 0;
    const move = (moving: PointerEvent) => {
      this.offset = moving.clientY - startY;
      this.to = dropPlace(others, own + this.offset);
    };
    const end = (dropped: boolean) => {
      listeners.abort();
      const { to } = this;
      this.from = null;
      if (dropped && to !== from) this.ondrop(from, to);
    };
    handle.addEventListener('pointermove', move, { signal });
    handle.addEventListener('pointerup', () => end(true), { signal });
    handle.addEventListener('pointercancel', () => end(false), { signal });
  }
}
