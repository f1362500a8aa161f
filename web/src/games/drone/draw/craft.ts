import type { Flight } from '../rules';
import type { Palette } from './palette';
import { circle, faces, trace, type Place, type Point, type View } from './view';

type Context = CanvasRenderingContext2D;

/** How it stands to who looks at it. */
const YAW = 0.42;
const GEAR = 0.12; // the middle of the body above its feet
const [L, W, H] = [0.27, 0.19, 0.075]; // half as long, wide and high as the body
const ROTOR = 0.21; // radius
const ROTORS: readonly Place[] = [
  [0.36, 0.36, 0.07],
  [-0.36, 0.36, 0.07],
  [0.36, -0.36, 0.07],
  [-0.36, -0.36, 0.07],
];

/** The sides of the body: corners that go round clockwise, seen from outside. */
const FRONT: readonly Place[] = [[-W, -L, H], [W, -L, H], [W, -L, -H], [-W, -L, -H]];
const SIDES: readonly (readonly [keyof Palette, readonly Place[]])[] = [
  ['craft', [[-W, L, H], [W, L, H], [W, -L, H], [-W, -L, H]]],
  ['craft-below', [[-W, -L, -H], [W, -L, -H], [W, L, -H], [-W, L, -H]]],
  ['craft-side', FRONT],
  ['craft-side', [[W, L, H], [-W, L, H], [-W, L, -H], [W, L, -H]]],
  ['craft-below', [[W, -L, H], [W, L, H], [W, L, -H], [W, -L, -H]]],
  ['craft-below', [[-W, L, H], [-W, -L, H], [-W, -L, -H], [-W, L, -H]]],
];

function turned(angle: number): Point {
  return [Math.cos(angle), Math.sin(angle)];
}

/** Where a place of the drone is in the room: turned over, standing askew, leaning. */
export function placeIn(flight: Flight): (place: Place) => Place {
  const [over, askew, lean] = [turned(-flight.turn), turned(YAW), turned(flight.lean)];
  return ([x, y, z]) => {
    const [y1, z1] = [y * over[0] - z * over[1], y * over[1] + z * over[0]];
    const [x2, y2] = [x * askew[0] - y1 * askew[1], x * askew[1] + y1 * askew[0]];
    const [x3, z3] = [x2 * lean[0] + z1 * lean[1], z1 * lean[0] - x2 * lean[1]];
    return [flight.x + x3, y2, flight.z + GEAR + z3];
  };
}

/** What the light from above leaves dark: larger and fainter the higher it flies. */
export function drawShadow(context: Context, colors: Palette, view: View, flight: Flight): void {
  const place = placeIn(flight);
  const wide = 1 + 0.18 * flight.z;
  const fall = ([x, y]: Place): Place => [flight.x + (x - flight.x) * wide, y * wide, 0];
  const shapes = [
    ...ROTORS.map((rotor) => circle(rotor, ROTOR)),
    [[-W, -L, 0], [W, -L, 0], [W, L, 0], [-W, L, 0]] as Place[],
  ];
  context.fillStyle = colors.shadow;
  context.globalAlpha = 0.55 / (1 + 1.1 * flight.z);
  context.beginPath();
  for (const shape of shapes) {
    shape.map(place).map(fall).map(view.at).forEach(([x, y], n) =>
      n === 0 ? context.moveTo(x, y) : context.lineTo(x, y),
    );
    context.closePath();
  }
  context.fill('nonzero');
  context.globalAlpha = 1;
}

/** The drone, from its farthest part to its nearest. */
export function drawCraft(context: Context, colors: Palette, view: View, flight: Flight): void {
  const place = placeIn(flight);
  const unit = view.scale(0);
  const parts = ROTORS.map((rotor, n) => ({
    depth: place(rotor)[1],
    draw: () => drawRotor(context, colors, view, flight, rotor, n % 3 === 0 ? 1 : -1),
  }));
  parts.push({ depth: 0, draw: () => drawBody(context, colors, view, flight) });
  context.lineCap = 'round';
  context.strokeStyle = colors.arm;
  context.lineWidth = unit * 0.055;
  for (const rotor of ROTORS) {
    const inner: Place = [rotor[0] * 0.3, rotor[1] * 0.3, 0];
    trace(context, [inner, [rotor[0], rotor[1], 0]].map((p) => view.at(place(p as Place))), false);
    context.stroke();
  }
  for (const part of parts.sort((a, b) => b.depth - a.depth)) part.draw();
}

function drawBody(context: Context, colors: Palette, view: View, flight: Flight): void {
  const place = placeIn(flight);
  for (const [color, corners] of SIDES) {
    const points = corners.map(place).map(view.at);
    if (!faces(points)) continue;
    context.fillStyle = context.strokeStyle = colors[color];
    context.lineJoin = 'round';
    context.lineWidth = view.scale(0) * 0.035; // rounds the corners
    trace(context, points);
    context.fill();
    context.stroke();
  }
  drawLight(context, colors, view, flight);
}

/** On its nose, towards who looks: dark, ready or flying. */
function drawLight(context: Context, colors: Palette, view: View, flight: Flight): void {
  const place = placeIn(flight);
  const shown = faces(FRONT.map(place).map(view.at));
  if (!shown) return;
  const [x, y] = view.at(place([0, -L - 0.015, 0]));
  context.fillStyle = flight.armed ? colors.safe : colors.arm;
  if (flight.stage === 'crashed') context.fillStyle = colors.alert;
  context.beginPath();
  context.arc(x, y, view.scale(0) * 0.032, 0, 2 * Math.PI);
  context.fill();
}

function drawRotor(
  context: Context,
  colors: Palette,
  view: View,
  flight: Flight,
  rotor: Place,
  way: number,
): void {
  const place = placeIn(flight);
  const unit = view.scale(0);
  const ring = circle(rotor, ROTOR).map(place).map(view.at);
  const foot: Place = [rotor[0], rotor[1], -0.05];
  context.strokeStyle = colors.arm;
  context.lineWidth = unit * 0.06;
  trace(context, [foot, rotor].map((p) => view.at(place(p as Place))), false);
  context.stroke();
  context.fillStyle = colors.blade;
  context.globalAlpha = 0.32 * flight.spin;
  trace(context, ring);
  context.fill();
  context.globalAlpha = 1 - 0.75 * flight.spin;
  context.strokeStyle = colors.blade;
  context.lineWidth = unit * 0.028;
  const angle = way * flight.blades * 3 + rotor[0] * 5;
  const [dx, dy] = [ROTOR * 0.9 * Math.cos(angle), ROTOR * 0.9 * Math.sin(angle)];
  const broken = flight.stage === 'crashed' ? 0.45 : 1;
  const blade: Place[] = [
    [rotor[0] - dx, rotor[1] - dy, rotor[2]],
    [rotor[0] + dx * broken, rotor[1] + dy * broken, rotor[2]],
  ];
  trace(context, blade.map(place).map(view.at), false);
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = colors.guard;
  context.lineWidth = unit * 0.024;
  trace(context, ring);
  context.stroke();
}
