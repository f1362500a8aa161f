import { expect, test } from 'vitest';
import { HAND_LINES, type Pose } from './protocol';
import { drawPoses, placing, strength, type View } from './skeleton';

const VIEW: View = {
  width: 400,
  height: 300,
  pictureWidth: 640,
  pictureHeight: 480,
  fit: 'cover',
  density: 1,
};
const INK = { line: 'teal', edge: 'black' };

test('a point lies where the picture shows it', () => {
  const place = placing(VIEW);
  expect(place(0, 0)).toEqual([0, 0]);
  expect(place(0.5, 1)).toEqual([200, 300]);
});

test('where the sides of a wide picture are cut off, or shown with bars above and below', () => {
  const wide = { ...VIEW, pictureWidth: 1280, pictureHeight: 720 };
  const covering = placing(wide);
  expect(covering(0.5, 0)).toEqual([200, 0]);
  expect(covering(0, 0.5)[0]).toBeCloseTo(-66.67, 1);
  const contained = placing({ ...wide, fit: 'contain' });
  expect(contained(0, 0)).toEqual([0, 37.5]);
  expect(contained(1, 1)).toEqual([400, 262.5]);
});

test('points that are hardly seen fade out', () => {
  expect([0, 0.2, 0.4, 0.6, 1].map(strength)).toEqual([0, 0, expect.closeTo(0.5), 1, 1]);
});

/** A canvas that notes where lines begin, and how strong they are. */
function fakeContext() {
  const drawn: { kind: string; alpha: number; color: string; width: number }[] = [];
  const radii: number[] = [];
  const context = {
    globalAlpha: 1,
    lineWidth: 0,
    lineCap: 'butt' as CanvasLineCap,
    strokeStyle: '',
    fillStyle: '',
    arc: (_x: number, _y: number, radius: number) => void radii.push(radius),
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo: () => undefined,
    clearRect: () => note('clear', ''),
    stroke: () => note('line', context.strokeStyle),
    fill: () => note('dot', context.fillStyle),
  };
  function note(kind: string, color: string): void {
    drawn.push({ kind, color, alpha: context.globalAlpha, width: context.lineWidth });
  }
  return { context, drawn, radii };
}

function hand(visibility: (index: number) => number): Pose {
  const points = Array.from({ length: 21 }, (_, n): [number, number, number] => [
    0.4 + n / 100,
    0.3 + n / 50,
    visibility(n),
  ]);
  return { kind: 'hand', points, side: 'right' };
}

test('a hand is drawn twice: a wider dark one below', () => {
  const { context, drawn } = fakeContext();
  drawPoses(context, [hand(() => 1)], VIEW, INK);
  const each = HAND_LINES.length + 21;
  expect(drawn).toHaveLength(1 + 2 * each);
  const [below, above] = [drawn[1]!, drawn[1 + each]!];
  expect([below.color, above.color]).toEqual(['black', 'teal']);
  expect(below.width).toBeGreaterThan(1.5 * above.width);
});

test('a body has small dots where many lie close together', () => {
  const { context, radii } = fakeContext();
  const points = Array.from({ length: 33 }, (_, n): [number, number, number] => [n / 33, 0.5, 1]);
  drawPoses(context, [{ kind: 'body', points, side: null }], VIEW, INK);
  const [eye, shoulder] = [radii[33 + 2]!, radii[33 + 11]!];
  expect(radii).toHaveLength(2 * 33);
  expect(eye).toBeLessThan(shoulder);
});

test('what can not be seen is left out, with the lines to it', () => {
  const { context, drawn } = fakeContext();
  drawPoses(context, [hand((n) => (n === 8 ? 0 : 1))], VIEW, INK);
  const count = (kind: string) => drawn.filter((one) => one.kind === kind).length;
  expect([count('line'), count('dot')]).toEqual([2 * (HAND_LINES.length - 1), 2 * 20]);
  expect(drawn.slice(1).every(({ alpha }) => alpha === 1)).toBe(true);
});

test('without poses, or before there is a picture, the canvas is empty', () => {
  const { context, drawn } = fakeContext();
  drawPoses(context, [], VIEW, INK);
  drawPoses(context, [hand(() => 1)], { ...VIEW, pictureWidth: 0 }, INK);
  expect(drawn.map(({ kind }) => kind)).toEqual(['clear', 'clear']);
});
