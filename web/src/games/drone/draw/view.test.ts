import { expect, it } from 'vitest';
import { faces, viewOf, type Point } from './view';

const view = viewOf(640, 400);

it('shows what is farther away smaller and, on the floor, higher', () => {
  expect(view.scale(2)).toBeLessThan(view.scale(0));
  expect(view.at([0, 2, 0])[1]).toBeLessThan(view.at([0, 0, 0])[1]);
  expect(view.at([1, 0, 0])[0]).toBeGreaterThan(view.at([0, 0, 0])[0]);
});

it('shows the pad and all of a flight', () => {
  for (const [x, z] of [
    [0, 0],
    [-1, 0],
    [1, 2.2],
  ] as const) {
    const [left, top] = view.at([x, 0, z]);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(640);
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(400);
  }
});

it('tells the front of a shape from its back', () => {
  const square: Point[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  expect(faces(square)).toBe(true);
  expect(faces(square.toReversed())).toBe(false);
});
