// Hands and bodies drawn over a picture: where on the canvas, and how strongly.
import { BODY_LINES, HAND_LINES, type Pose } from './protocol';

/** How a picture lies on a canvas of the same place; sizes in pixels. */
export interface View {
  width: number;
  height: number;
  pictureWidth: number;
  pictureHeight: number;
  /** As CSS object-fit. */
  fit: 'cover' | 'contain';
  /** Pixels of the canvas for one of the page. */
  density: number;
}

export interface Ink {
  line: string;
  /** Around lines and points, so that they can be seen before any background. */
  edge: string;
}

type Context = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'clearRect'
  | 'fill'
  | 'fillStyle'
  | 'globalAlpha'
  | 'lineCap'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'stroke'
  | 'strokeStyle'
>;

const HIDDEN = 0.2; // visibility at which a point is not drawn
const PLAIN = 0.6; // visibility from which it is drawn in full
const SHARE = 1 / 60; // of the extent of a pose: the width of its lines
const WIDTHS = [1.5, 3.5] as const; // least and most, in pixels of the page
const EDGE = 0.4; // in widths of a line, on each side
const LEAST_EDGE = 0.8; // pixels of the page
const DOT = 1.1; // radius of a point, in widths of a line
const SMALL_DOT = 0.6; // of a body's eyes, fingers and toes, which lie close together
/** Shoulders, elbows and wrists; hips, knees and ankles. */
const JOINTS: ReadonlySet<number> = new Set([11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28]);

/** Where shares of the picture's width and height lie on the canvas. */
export function placing(view: View): (x: number, y: number) => [number, number] {
  const { width, height, pictureWidth, pictureHeight, fit } = view;
  const [across, down] = [width / pictureWidth, height / pictureHeight];
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  return (x, y) => [
    width / 2 + (x - 0.5) * pictureWidth * scale,
    height / 2 + (y - 0.5) * pictureHeight * scale,
  ];
}

/** How strongly a point is drawn that can be seen so well; both 0..1. */
export function strength(visibility: number): number {
  return Math.min(1, Math.max(0, (visibility - HIDDEN) / (PLAIN - HIDDEN)));
}

/** Draw poses, and nothing else, on a canvas. */
export function drawPoses(
  context: Context,
  poses: readonly Pose[],
  view: View,
  { line, edge }: Ink,
): void {
  context.globalAlpha = 1;
  context.clearRect(0, 0, view.width, view.height);
  if (view.pictureWidth === 0 || view.pictureHeight === 0) return;
  const place = placing(view);
  context.lineCap = 'round';
  for (const pose of poses) {
    const points = pose.points.map(([x, y, seen]) => ({ at: place(x, y), alpha: strength(seen) }));
    const shown = points.filter(({ alpha }) => alpha > 0).map(({ at }) => at);
    const width = widthOf(shown, view.density);
    const around = Math.max(LEAST_EDGE * view.density, EDGE * width);
    drawPose(context, pose, points, { color: edge, width, around });
    drawPose(context, pose, points, { color: line, width, around: 0 });
  }
}

function widthOf(points: readonly (readonly [number, number])[], density: number): number {
  const range = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const extent = points.length > 0 ? Math.hypot(range(0), range(1)) : 0;
  const [least, most] = WIDTHS;
  return Math.min(most * density, Math.max(least * density, extent * SHARE));
}

function drawPose(
  context: Context,
  pose: Pose,
  points: { at: [number, number]; alpha: number }[],
  { color, width, around }: { color: string; width: number; around: number },
): void {
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = width + 2 * around;
  for (const [from, to] of pose.kind === 'hand' ? HAND_LINES : BODY_LINES) {
    const [one, other] = [points[from], points[to]];
    if (!one || !other) continue;
    context.globalAlpha = Math.min(one.alpha, other.alpha);
    if (context.globalAlpha === 0) continue;
    context.beginPath();
    context.moveTo(...one.at);
    context.lineTo(...other.at);
    context.stroke();
  }
  for (const [index, { at, alpha }] of points.entries()) {
    if (alpha === 0) continue;
    const radius = width * (pose.kind === 'hand' || JOINTS.has(index) ? DOT : SMALL_DOT);
    context.globalAlpha = alpha;
    context.beginPath();
    context.arc(...at, radius + around, 0, 2 * Math.PI);
    context.fill();
  }
}
