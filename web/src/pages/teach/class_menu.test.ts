import { expect, test, vi } from 'vitest';
import { MEDIUMS } from '../../lib/mediums';
import type { Role } from '../../lib/protocol';
import { classMenu } from './class_menu';

test.each<[boolean, string, Role]>([
  [false, 'Ignore this class', 'background'],
  [true, "Don't ignore this class", 'class'],
])('ignored: %s, so the menu offers “%s”', (background, label, role) => {
  const setRole = vi.fn<(role: Role) => void>();
  const nothing = () => undefined;
  const items = classMenu({
    medium: MEDIUMS.picture,
    first: true,
    last: true,
    background,
    rename: nothing,
    add: nothing,
    move: nothing,
    setRole,
    remove: nothing,
  });
  items.find((item) => item.label === label)?.run?.();
  expect(setRole).toHaveBeenCalledExactlyOnceWith(role);
});
