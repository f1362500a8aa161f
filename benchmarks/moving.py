"""A camera that moves over a photo: pan, zoom, turn and shake, at the pace of people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from understudy.types import Image

WIDTH, HEIGHT, FPS = 640, 480, 30
BASE_ZOOM = 1.2  # so that the camera sees a little less than the photo
PAN_HERTZ = (0.3, 0.7, 1.3)
PAN = 0.05  # of the photo's width, amplitude of each: at most 0.7 widths a second in all
ZOOM, ZOOM_HERTZ = 0.2, 0.25  # share, amplitude
TURN, TURN_HERTZ = 8.0, 0.4  # degrees, amplitude
SHAKE = 0.003  # of the photo's width, standard deviation in every frame
AWAY = 1.1  # of the photo's width; nothing of it is in view then
GRAIN = 3.0  # pixel values, standard deviation
GRAIN_SPARE = 64  # pixels by which its place differs at most

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """What the camera sees of a photo."""

    x: float = 0.0
    y: float = 0.0
    """Of the middle, from the photo's, as shares of the photo's width."""
    zoom: float = BASE_ZOOM
    """At 1 as wide as the photo."""
    turn: float = 0.0
    """Degrees."""


class Scene:
    """A photo that goes on beyond its borders, as if its last pixels were a wall."""

    def __init__(self, photo: Image) -> None:
        self._height, self._width = int(photo.shape[0]), int(photo.shape[1])
        sides = (self._height, self._height), (self._width, self._width), (0, 0)
        self._wall = Pillow.fromarray(np.pad(photo, sides, mode="edge"))

    def frame(self, view: View, random: np.random.Generator) -> Image:
        """Return the camera's frame, uint8 [HEIGHT, WIDTH, 3], with noise."""
        (a, b, x), (c, d, y) = self._to_photo(view).tolist()
        seen = self._wall.transform(
            (WIDTH, HEIGHT),
            Pillow.Transform.AFFINE,
            (a, b, x + self._width, c, d, y + self._height),
            Pillow.Resampling.BILINEAR,
        )
        y, x = random.integers(0, GRAIN_SPARE, 2)
        noisy = np.asarray(seen, np.int16) + grain()[y : y + HEIGHT, x : x + WIDTH]
        frame: Image = np.clip(noisy, 0, 255).astype(np.uint8)
        return frame

    def to_view(self, points: Floats, view: View) -> Floats:
        """Return where points [n, 2] of the photo are in the frame, both in pixels."""
        matrix = self._to_photo(view)
        inside: Floats = np.linalg.solve(matrix[:, :2], (points - matrix[:, 2]).T).T
        return inside

    def scale(self, view: View) -> float:
        """Return how many pixels of the frame a pixel of the photo is wide."""
        return WIDTH * view.zoom / self._width

    def _to_photo(self, view: View) -> NDArray[np.float64]:
        """Return the matrix [2, 3] from pixels of the frame to those of the photo."""
        angle = math.radians(view.turn)
        turned = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        turned = turned / self.scale(view)
        middle = np.array(
            [self._width / 2 + view.x * self._width, self._height / 2 + view.y * self._width]
        )
        offset = middle - turned @ [WIDTH / 2, HEIGHT / 2]
        return np.column_stack([turned, offset])

    def aimed(self, points: Floats) -> View:
        """Return a view whose middle is half the way from the photo's to that of the points."""
        x, y = (points.mean(axis=0) - [self._width / 2, self._height / 2]) / self._width / 2
        return View(float(x), float(y))


@cache
def grain() -> NDArray[np.int16]:
    """Return noise, of which every frame shows another part: making it anew takes 15 ms."""
    size = HEIGHT + GRAIN_SPARE, WIDTH + GRAIN_SPARE, 3
    return np.rint(np.random.default_rng(0).normal(0, GRAIN, size)).astype(np.int16)


def camera_move(start: View, frames: int, random: np.random.Generator) -> list[View]:
    """Return what a camera sees that someone moves: slow waves, and a little shaking."""
    phases = random.uniform(0, 2 * math.pi, (len(PAN_HERTZ), 2))
    zoom_phase, turn_phase = random.uniform(0, 2 * math.pi, 2)
    views = []
    for number in range(frames):
        angle = 2 * math.pi * number / FPS
        waves = PAN * np.sin(angle * np.array(PAN_HERTZ)[:, None] + phases).sum(axis=0)
        x, y = waves + SHAKE * random.standard_normal(2)
        views.append(
            View(
                start.x + float(x),
                start.y + float(y),
                start.zoom * (1 + ZOOM * math.sin(angle * ZOOM_HERTZ + zoom_phase)),
                start.turn + TURN * math.sin(angle * TURN_HERTZ + turn_phase),
            )
        )
    return views


def away_and_back(start: View, rest: int, way: int, away: int) -> list[View]:
    """Return views that rest, turn off, stay away, come back and rest; each so many frames."""
    out = [AWAY * (number + 1) / way for number in range(way)]
    shifts = [0.0] * rest + out + [AWAY] * away + out[-2::-1] + [0.0] * rest
    return [View(start.x + shift, start.y, start.zoom, start.turn) for shift in shifts]


def swing(start: View, frames: int, amplitude: float, hertz: float) -> list[View]:
    """Return views that swing to both sides, by a share of the photo's width."""
    angles = [2 * math.pi * hertz * number / FPS for number in range(frames)]
    return [
        View(start.x + amplitude * math.sin(angle), start.y, start.zoom, start.turn)
        for angle in angles
    ]
