/** Our own line drawings, on a grid of 20 by 20, in strokes of 1.6. */
export const ICONS = {
  add: 'M10 4v12M4 10h12',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  camera: 'M3 6.5h3.2L7.6 4.5h4.8l1.4 2H17v9H3zM10 13.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4',
  camera_off: 'M3.5 3.5l13 13M5.5 6.5H3v9h12M9 4.500h3.400l1.4 2H17v7M8 9.500a2.7 2.7 0 0 0 3.6 3.6',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  dots: 'M4.5 9.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8M10 9.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8M15.5 9.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8',
  down: 'M10 4v12M5 11l5 5 5-5',
  download: 'M10 3.500v9M6 9l4 4 4-4M3.5 16.500h13',
  folder: 'M3 5h5l1.5 2H17v8.500H3z',
  grip: 'M6.8 5h.8M6.8 10h.8M6.8 15h.8M12.4 5h.8M12.4 10h.8M12.4 15h.8',
  images: 'M3 3.500h11v11H3zM6.5 17h10.500V7M3.5 12l3-3 2.5 2.5 2-2 2.5 2.5',
  mirror: 'M10 3v14M7 6 3 14h4zM13 6l4 8h-4z',
  move: 'M4 10h11M11 5.5 15.5 10 11 14.5',
  pencil: 'M4 16l.8-3.400L13 4.400l2.6 2.6-8.2 8.200z',
  redo: 'M15.5 7.500H8a4 4 0 0 0 0 8h4.500M12.5 4.500l3 3-3 3',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  split: 'M10 3v4M10 7 5 12v5M10 7l5 5v5',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.8 10.500h7.400L14.5 6',
  undo: 'M4.5 7.500H12a4 4 0 0 1 0 8H7.500M7.5 4.500l-3 3 3 3',
  up: 'M10 16V4M5 9l5-5 5 5',
  upload: 'M10 13.500v-9M6 8l4-4 4 4M3.5 16.500h13',
  warning: 'M10 3.5 17.5 16.500h-15zM10 8.500v4M10 14.500h.01',
} as const;

export type IconName = keyof typeof ICONS;
