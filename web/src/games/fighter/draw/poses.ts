import { pose } from './pose';

export const BREATH = pose({ hipY: 82, nearY: 1, farY: 3, lean: 10, head: 3 });

export const CROUCH = pose({
  hipX: -8,
  hipY: 50,
  lean: 22,
  head: -8,
  nearX: 25,
  nearY: 10,
  farX: 36,
  farY: 12,
  nearFootX: -40,
  nearFootY: 17,
  nearToes: -42,
  farFootX: 26,
});

export const GUARD = pose({
  hipX: -9,
  hipY: 81,
  lean: 4,
  twist: 0.25,
  head: 10,
  nearX: 24,
  nearY: 23,
  farX: 27,
  farY: 18,
});
export const LOW_GUARD = pose(
  { hipX: -12, lean: 14, head: 8, nearX: 24, nearY: 22, farX: 28, farY: 16 },
  CROUCH,
);
export const BLOCKED = pose({ hipX: -18, lean: -6, nearX: 18, nearY: 25, farX: 20 }, GUARD);
export const LOW_BLOCKED = pose({ hipX: -20, lean: 4 }, LOW_GUARD);

export const HURT = pose({
  hipX: -10,
  hipY: 80,
  lean: -24,
  twist: -0.4,
  head: -26,
  nearX: 2,
  nearY: -38,
  farX: 34,
  farY: -18,
  farFootX: 22,
});
export const LOW_HURT = pose({ hipX: -14, lean: -6, head: -22, nearY: -26, farY: -14 }, CROUCH);

export const SQUASH = pose({ hipY: 62, lean: 20, nearX: 8, nearY: -34, farX: 22, farY: -26 });
export const RISING = pose({
  hipX: 0,
  hipY: 92,
  lean: 4,
  head: -8,
  nearX: -4,
  nearY: -40,
  farX: 24,
  farY: 30,
  nearFootX: -26,
  nearFootY: 9,
  nearToes: -48,
  farFootX: 20,
  farFootY: 34,
  farToes: -20,
});
export const TUCKED = pose({
  hipX: 0,
  hipY: 96,
  lean: 22,
  nearX: 18,
  nearY: -26,
  farX: 34,
  farY: -6,
  nearFootX: -16,
  nearFootY: 44,
  nearToes: -30,
  farFootX: 22,
  farFootY: 50,
  farToes: -10,
});
export const SINKING = pose({
  hipX: 0,
  hipY: 92,
  lean: 10,
  nearX: -18,
  nearY: 22,
  farX: 36,
  farY: 30,
  nearFootX: -26,
  nearFootY: 14,
  nearToes: -20,
  farFootX: 20,
  farFootY: 8,
  farToes: -10,
});

export const FLYING = pose({
  hipX: -4,
  hipY: 64,
  turn: 58,
  lean: -16,
  head: 22,
  nearX: 30,
  nearY: 34,
  farX: 44,
  farY: 18,
  nearFootX: -4,
  nearFootY: -12,
  nearToes: -20,
  farFootX: 26,
  farFootY: -6,
  farToes: -10,
});
export const LYING = pose({
  hipX: -6,
  hipY: 15,
  turn: 90,
  lean: 3,
  head: 4,
  nearX: -5,
  nearY: 48,
  farX: 8,
  farY: 46,
  nearFootX: 3,
  nearFootY: -72,
  nearToes: -10,
  farFootX: 20,
  farFootY: -48,
  farToes: 10,
});
export const KNEELING = pose({
  hipX: -16,
  hipY: 55,
  lean: 34,
  head: 12,
  nearX: 20,
  nearY: -54,
  farX: 34,
  farY: -30,
  nearFootX: -58,
  nearFootY: 10,
  nearToes: -70,
  farFootX: 20,
});

export const PROUD = pose({
  hipX: 0,
  hipY: 90,
  lean: -5,
  twist: 0.3,
  head: -12,
  nearX: 4,
  nearY: -34,
  farX: 18,
  farY: 56,
  nearFootX: -18,
  farFootX: 18,
});
export const PROUDER = pose({ hipY: 92, farX: 22, farY: 62, head: -16 }, PROUD);
