import { between, disc, drawParts, limb, sleeve, type Part } from './brush';
import { drawHead, type Mood } from './head';
import type { Look } from './looks';
import type { Arm, Leg, Skeleton } from './skeleton';

type Context = CanvasRenderingContext2D;

function boot(leg: Leg, look: Look): Part[] {
  const { knee, ankle, toes } = leg;
  const top = between(knee, ankle, 0.54);
  const sole: Part = {
    color: look.boot,
    trace: (context) => {
      const [c, s] = [Math.cos(toes), Math.sin(toes)];
      const at = (x: number, y: number): [number, number] => [
        ankle.x + x * c - y * s,
        ankle.y + x * s + y * c,
      ];
      context.moveTo(...at(-9, -9));
      context.lineTo(...at(19, -9));
      context.quadraticCurveTo(...at(26, -8), ...at(22, -1));
      context.quadraticCurveTo(...at(10, 6), ...at(8, 10));
      context.lineTo(...at(-9, 9));
      context.quadraticCurveTo(...at(-13, 0), ...at(-9, -9));
      context.closePath();
    },
  };
  const cuff = between(knee, ankle, 0.42);
  return [sleeve(top, ankle, 11.5, 9, look.boot), sole, sleeve(cuff, top, 12.5, 12, look.trim)];
}

function legParts(leg: Leg, look: Look): Part[] {
  const { hip, knee, ankle } = leg;
  return [
    limb(hip, knee, 17, 13.5, look.legs, -1),
    limb(knee, between(knee, ankle, 0.5), 13.5, 11, look.legs, -1),
    ...boot(leg, look),
  ];
}

function armParts({ shoulder, elbow, hand }: Arm, look: Look): Part[] {
  return [
    limb(between(elbow, hand, 0.2), between(elbow, hand, 0.68), 9, 8, look.skin),
    limb(shoulder, between(shoulder, elbow, 0.9), 12.5, 10.5, look.top),
    limb(elbow, between(elbow, hand, 0.28), 10.5, 9.8, look.top),
  ];
}

function gloveParts({ elbow, hand }: Arm, look: Look): Part[] {
  const way = Math.atan2(hand.y - elbow.y, hand.x - elbow.x);
  const thumb = {
    x: hand.x + 3 * Math.cos(way) - 8.5 * Math.sin(way),
    y: hand.y + 3 * Math.sin(way) + 8.5 * Math.cos(way),
  };
  const cuff = [between(elbow, hand, 0.66), between(elbow, hand, 0.8)] as const;
  return [
    { trace: disc(thumb, 5), color: look.glove },
    { trace: disc(hand, 11.5), color: look.glove },
    sleeve(...cuff, 9.6, 10.4, look.glove),
  ];
}

function drawArm(context: Context, ink: string, arm: Arm, look: Look, isFar: boolean): void {
  drawParts(context, ink, armParts(arm, look), isFar);
  drawParts(context, ink, gloveParts(arm, look), isFar);
}

function jacket(context: Context): void {
  context.moveTo(-21, -17);
  context.quadraticCurveTo(-17, -2, -17, 8);
  context.quadraticCurveTo(-25, 30, -19, 47);
  context.quadraticCurveTo(-12, 56, 0, 57);
  context.quadraticCurveTo(14, 56, 19, 46);
  context.quadraticCurveTo(26, 30, 17, 8);
  context.quadraticCurveTo(17, -4, 21, -15);
  context.quadraticCurveTo(0, -22, -21, -17);
  context.closePath();
}

function drawTrunk(context: Context, ink: string, look: Look): void {
  const shade: Part['trace'] = (c) => {
    c.moveTo(-20, -17);
    c.quadraticCurveTo(-17, 0, -17, 8);
    c.quadraticCurveTo(-25, 30, -19, 47);
    c.lineTo(-9, 53);
    c.quadraticCurveTo(-14, 24, -6, -19);
    c.closePath();
  };
  const belt: Part['trace'] = (c) => {
    c.moveTo(-17.5, 11);
    c.quadraticCurveTo(0, 5, 17.5, 11);
    c.lineTo(17.5, 1);
    c.quadraticCurveTo(0, -5, -17.5, 1);
    c.closePath();
  };
  drawParts(context, ink, [{ trace: jacket, color: look.top, shade }]);
  // The collar, crossed over the chest.
  context.strokeStyle = look.trim;
  context.lineWidth = 5;
  context.lineCap = 'butt';
  context.beginPath();
  context.moveTo(-7, 55);
  context.quadraticCurveTo(10, 38, 11, 8);
  context.moveTo(13, 53);
  context.quadraticCurveTo(10, 44, 7, 36);
  context.stroke();
  drawParts(context, ink, [{ trace: belt, color: look.trim }]);
}

/** Draws a figure where its skeleton is, facing right; y goes up. */
export function drawFigure(
  context: Context,
  ink: string,
  look: Look,
  skeleton: Skeleton,
  mood: Mood,
): void {
  const { hip, neck, head, trunk, tilt, near, far, nearLeg, farLeg } = skeleton;
  drawArm(context, ink, far, look, true);
  drawParts(context, ink, legParts(farLeg, look), true);
  drawParts(context, ink, [limb(between(hip, neck, 0.9), head, 8.5, 8, look.skin)]);
  drawParts(context, ink, legParts(nearLeg, look));
  context.save();
  context.translate(hip.x, hip.y);
  context.rotate(-trunk);
  drawTrunk(context, ink, look);
  context.restore();
  context.save();
  context.translate(head.x, head.y);
  context.rotate(-tilt);
  drawHead(context, ink, look, mood);
  context.restore();
  drawArm(context, ink, near, look, false);
}
