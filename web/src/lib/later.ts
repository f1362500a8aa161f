/** A function that waits for a pause in its calls, and then makes the last of them. */
export interface Later<T> {
  (value: T): void;
  /** Make a call that still waits, at once. */
  now(): void;
}

export function later<T>(call: (value: T) => void, milliseconds: number): Later<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | null = null;
  const now = () => {
    clearTimeout(timer);
    const last = waiting;
    waiting = null;
    if (last) call(last.value);
  };
  const wait = (value: T) => {
    waiting = { value };
    clearTimeout(timer);
    timer = setTimeout(now, milliseconds);
  };
  return Object.assign(wait, { now });
}
