"""Rooms behind what is performed, held by a hand that trembles a little."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter

from tests.performed.photos import photos

PHOTOS = ("gestures_body", "gestures_hand")
"""People who stand in rooms, from afar and near. The first come first: where there are more rooms
to fill than it has photos, the others follow."""
DRAWN = 800  # as many as there are photos
DRAWN_SIZE = (400, 300)  # pixels, width and height
ZOOM = (1.02, 1.25)
NOBODY = 0.34  # parts of the width of a photo, from the left, where nobody stands
DULL = 0.5  # how grey drawn rooms are
SWAY, SWAY_PACE = (1.2, 0.8), (2.0, 1.4)
"""How far the camera sways, in pixels at 224 of them, and how fast, in radians a second."""
SWAY_SIDE = 224  # pixels


def room_count() -> int:
    """Return how many rooms there are."""
    return sum(len(photos(name)) for name in PHOTOS) or DRAWN


def far_rooms() -> int:
    """Return how many rooms show somebody from afar: those numbered first."""
    return len(photos(PHOTOS[0])) or DRAWN * 240 // 800


class Room:
    """One room, seen by a camera in somebody's hand."""

    def __init__(
        self,
        number: int,
        random: RandomState,
        size: tuple[int, int] = (224, 224),
        *,
        empty: bool = False,
        steady: bool = False,
    ) -> None:
        """Stand in a room; `empty` shows a part of it where nobody stands, `steady` puts the
        camera on a table."""
        self.size = size
        self._sway = 0.0 if steady else size[0] / SWAY_SIDE
        height, width = size
        photo = _empty(number) if empty else _picture(number)
        scale = random.uniform(*ZOOM) * max(height / photo.height, width / photo.width)
        large = (round(photo.width * scale), round(photo.height * scale))
        self._picture = photo.resize(large, Pillow.Resampling.BILINEAR)
        # What is seen is around the middle: photos are wider than square frames, and what can be
        # seen of them has the shape of the frame.
        sides = max(0.0, large[0] - width * large[1] / height)
        above = max(0.0, large[1] - height * large[0] / width)
        self._aside, self._above = sides / 2, above
        self._room = np.array([large[0] - width - sides, large[1] - height - above])
        self._place = random.uniform(2, np.maximum(3, self._room - 2), 2)
        self._phase = random.uniform(0, 6, 2)

    def at(self, seconds: float) -> NDArray[np.float32]:
        """Return what the camera sees at a time, [height, width, 3], 0..255."""
        height, width = self.size
        sway = np.array(SWAY) * self._sway
        swayed = self._place + sway * np.sin(np.array(SWAY_PACE) * seconds + self._phase)
        x, y = np.clip(swayed, 0, self._room)
        moved = (1, 0, x + self._aside, 0, 1, y + self._above)
        seen = self._picture.transform(
            (width, height), Pillow.Transform.AFFINE, moved,
            Pillow.Resampling.BILINEAR,
        )  # fmt: skip
        return np.asarray(seen, np.float32)


@lru_cache(maxsize=64)
def _picture(number: int) -> Pillow.Image:
    real = [path for name in PHOTOS for path in photos(name)]
    if not real:
        return draw_room(number)
    with Pillow.open(real[number]) as picture:
        return picture.convert("RGB")


def _empty(number: int) -> Pillow.Image:
    """Return the part left of where people stand, and its mirror image."""
    whole = _picture(number)
    if not photos(PHOTOS[0]):
        return whole
    left = whole.crop((0, 0, round(NOBODY * whole.width), whole.height))
    both = Pillow.new("RGB", (2 * left.width, left.height))
    both.paste(left, (0, 0))
    both.paste(left.transpose(Pillow.Transpose.FLIP_LEFT_RIGHT), (left.width, 0))
    return both


def draw_room(number: int) -> Pillow.Image:
    """Draw a wall, a floor and things along the wall."""
    random = np.random.default_rng(number)
    width, height = DRAWN_SIZE

    def colour(low: int, high: int) -> tuple[int, ...]:
        values = random.integers(low, high, 3)
        return tuple(int(value) for value in values + DULL * (values.mean() - values))

    picture = Pillow.new("RGB", DRAWN_SIZE, colour(120, 230))
    draw = ImageDraw.Draw(picture)
    floor = int(height * random.uniform(0.65, 0.85))
    draw.rectangle((0, floor, width, height), fill=colour(60, 180))
    for _ in range(int(random.integers(3, 8))):  # windows, posters, shelves
        left, top = int(random.uniform(-0.1, 0.9) * width), int(random.uniform(0, 0.6) * height)
        right = left + int(random.uniform(0.05, 0.35) * width)
        bottom = top + int(random.uniform(0.05, 0.4) * height)
        draw.rectangle((left, top, right, bottom), fill=colour(20, 250), outline=colour(20, 120))
    for _ in range(int(random.integers(1, 4))):  # furniture on the floor
        left = int(random.uniform(-0.1, 0.9) * width)
        top = floor - int(random.uniform(0.05, 0.3) * height)
        right = left + int(random.uniform(0.1, 0.3) * width)
        draw.rectangle((left, top, right, floor + 20), fill=colour(20, 160))
    return picture.filter(ImageFilter.GaussianBlur(1.2))
