import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import Menu from './Menu.svelte';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show() {
  const run = vi.fn();
  const items = [
    { label: 'Rename', icon: 'pencil' as const, run },
    { label: 'Move up', icon: 'up' as const, disabled: true },
    { label: 'Download', icon: 'download' as const, href: '/zip' },
  ];
  render(Menu, { label: 'More', items });
  return { run, button: screen.getByRole('button', { name: 'More' }) };
}

test('it opens on its first entry; arrows pass over what is disabled, and go round', async () => {
  const { button } = show();
  await fireEvent.click(button);
  const [rename, , download] = screen.getAllByRole('menuitem');
  expect(document.activeElement).toBe(rename);
  await fireEvent.keyDown(rename!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(download);
  await fireEvent.keyDown(download!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(rename);
});

test('Escape closes it and goes back to its button', async () => {
  const { button } = show();
  await fireEvent.click(button);
  await fireEvent.keyDown(screen.getAllByRole('menuitem')[0]!, { key: 'Escape' });
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('an entry runs and closes it; a download is a link', async () => {
  const { run, button } = show();
  await fireEvent.click(button);
  expect(screen.getByRole('menuitem', { name: 'Download' }).getAttribute('href')).toBe('/zip');
  await fireEvent.click(screen.getByRole('menuitem', { name: 'Rename' }));
  expect(run).toHaveBeenCalledOnce();
  expect(screen.queryByRole('menu')).toBeNull();
});

test('a press elsewhere closes it', async () => {
  const { button } = show();
  await fireEvent.click(button);
  await fireEvent.pointerDown(document.body);
  expect(screen.queryByRole('menu')).toBeNull();
});

test.each([
  ['down', 'in the middle', 300, false],
  ['up', 'at the bottom', innerHeight - 60, true],
])('it opens %s from a button %s', async (_, __, top, upwards) => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
    this: HTMLElement,
  ) {
    return new DOMRect(0, top, 40, this.role === 'menu' ? 200 : 40);
  });
  const { button } = show();
  await fireEvent.click(button);
  expect(screen.getByRole('menu').classList.contains('upwards')).toBe(upwards);
});
