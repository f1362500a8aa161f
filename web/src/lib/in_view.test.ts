import { afterEach, expect, test, vi } from 'vitest';
import { inView } from './in_view';

afterEach(() => vi.unstubAllGlobals());

test('whether it is seen is told until nobody asks', () => {
  let change: (entries: { isIntersecting: boolean }[]) => void = () => undefined;
  const observe = vi.fn();
  const disconnect = vi.fn();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: typeof change) {
        change = callback;
      }
      observe = observe;
      disconnect = disconnect;
    },
  );
  const told: boolean[] = [];
  const node = document.createElement('i');
  const stop = inView((seen) => told.push(seen))(node);
  expect(observe).toHaveBeenCalledExactlyOnceWith(node);
  change([{ isIntersecting: false }, { isIntersecting: true }]);
  change([{ isIntersecting: false }]);
  expect(told).toEqual([true, false]);
  stop();
  expect(disconnect).toHaveBeenCalledOnce();
});
