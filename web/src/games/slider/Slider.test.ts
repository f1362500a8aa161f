import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Tello } from '../../lib/tello.svelte';
import type { GameEvent } from '../types';
import Slider from './Slider.svelte';

let hear: (event: GameEvent) => void;
const told = (name: string) => screen.getByRole('status', { name }).textContent?.trim();
const value = () => told('Value');

beforeEach(() => {
  localStorage.clear();
  render(Slider, {
    listen: (callback: (event: GameEvent) => void) => {
      hear = callback;
      return () => undefined;
    },
    notice: null,
    names: { left: 'snap' },
    kind: 'sound',
    tello: new Tello(),
  });
});
afterEach(cleanup);

const makes = (move: string, kind: GameEvent['kind'] = 'start') =>
  hear({ move, kind, said: 'snap', at: 0 });

it('moves by what is heard', async () => {
  expect(value()).toBe('5.0');
  makes('left');
  makes('left', 'stop');
  makes('up');
  await vi.waitFor(() => expect(value()).toBe('4.9'));
});

it('moves by arrow keys, also with the focus on the slider, and not in other fields', async () => {
  const press = async (on: Element) => {
    await fireEvent.keyDown(on, { code: 'ArrowRight' });
    await fireEvent.keyDown(on, { code: 'ArrowRight', repeat: true });
    await fireEvent.keyUp(on, { code: 'ArrowRight' });
  };
  await press(document.body);
  expect(value()).toBe('5.1');
  await press(screen.getByRole('slider', { name: 'Slider' }));
  expect(value()).toBe('5.2');
  const field = document.body.appendChild(document.createElement('input'));
  await press(field);
  field.remove();
  expect(value()).toBe('5.2');
});

it('moves by its buttons, which name the classes', async () => {
  const left = screen.getByRole('button', { name: 'Move left' });
  expect(left.textContent).toContain('snap');
  await fireEvent.pointerDown(left, { button: 0 });
  await fireEvent.pointerUp(left);
  await fireEvent.click(left, { detail: 1 });
  expect(value()).toBe('4.9');
  await fireEvent.click(left, { detail: 0 }); // by a key
  expect(value()).toBe('4.8');
});

it('can be dragged', async () => {
  const slider = screen.getByRole('slider', { name: 'Slider' });
  await fireEvent.input(slider, { target: { value: '7.3' } });
  expect(value()).toBe('7.3');
});

it('plays rounds, which can be given up', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'Play for time' }));
  expect(screen.getByRole('status', { name: '0 of 5 marks' })).toBeTruthy();
  expect(screen.getByText(/^Mark at \d/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Give up' }));
  expect(screen.getByRole('button', { name: 'Play for time' })).toBeTruthy();
});
