import type { Medium } from '../../lib/mediums';
import type { Role } from '../../lib/protocol';
import type { MenuItem } from '../../parts/menu';

export interface ClassMenu {
  medium: Medium;
  first: boolean;
  last: boolean;
  background: boolean;
  rename: () => void;
  add: () => void;
  move: (step: number) => void;
  setRole: (role: Role) => void;
  remove: () => void;
}

/** What can be done with a class, besides recording. */
export function classMenu(options: ClassMenu): MenuItem[] {
  const { background, medium } = options;
  return [
    { label: `Add ${medium.files}`, icon: medium.icon, run: options.add },
    { label: 'Rename', icon: 'pencil', run: options.rename },
    { label: 'Move up', icon: 'up', run: () => options.move(-1), disabled: options.first },
    { label: 'Move down', icon: 'down', run: () => options.move(1), disabled: options.last },
    background
      ? { label: "Don't ignore this class", icon: 'check', run: () => options.setRole('class') }
      : { label: 'Ignore this class', icon: 'close', run: () => options.setRole('background') },
    { label: 'Delete', icon: 'trash', run: options.remove, danger: true },
  ];
}
