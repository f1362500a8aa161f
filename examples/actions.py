"""Teach three movements from a few short clips of each, and find them in a longer video.

    python examples/actions.py

The clips are drawn, so that nothing has to be filmed; `understudy.teach` takes the paths of your
videos in their place. In memory a clip is its pictures, ten a second.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np

import understudy
from understudy.types import Array

SIDE, RADIUS = 160, 22  # pixels
FPS = 10
MOVES: dict[str, Callable[[float], tuple[float, float]]] = {
    "left": lambda t: (0.35 - 0.7 * t, 0.0),
    "right": lambda t: (0.7 * t - 0.35, 0.0),
    "jump": lambda t: (0.0, 0.25 - 2.4 * t * (1 - t)),
}
"""Where a ball is from the beginning (0) to the end (1) of a movement: x and y from the middle, in
parts of the picture's side."""


def clip(move: str, seed: int, seconds: float = 1.5) -> Array:
    """Draw a ball that moves for 0.8 s in the middle of a clip, or one that only rolls a little."""
    random = np.random.default_rng(seed)
    wall, ball = random.integers(90, 160, 3), random.integers(0, 70, 3)
    dx, dy = random.uniform(-0.06, 0.06, 2)
    frames = []
    for index in range(round(seconds * FPS)):
        t = float(np.clip((index / FPS - seconds / 2) / 0.8 + 0.5, 0, 1))
        x, y = MOVES[move](t) if move in MOVES else (0.03 * np.sin(index / 2), 0.1)
        frames.append(picture(x + dx, y + dy, wall, ball))
    return np.stack(frames)


def picture(x: float, y: float, wall: Array, ball: Array) -> Array:
    """Draw a ball before a wall: uint8 [height, width, 3]."""
    rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
    inside = np.hypot(columns - x, rows - y) < RADIUS / SIDE
    drawn = np.where(inside[..., None], ball, wall + 20 * rows[..., None])
    return np.asarray(drawn, np.uint8)


def write(path: Path, frames: Array) -> Path:
    """Write a video, as a camera would."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = SIDE, SIDE, "yuv420p"
        stream.bit_rate = 2_000_000
        for index, frame in enumerate(frames):
            shown = av.VideoFrame.from_ndarray(frame, format="rgb24")
            shown.pts, shown.time_base = index, Fraction(1, FPS)
            container.mux(stream.encode(shown))
        container.mux(stream.encode(None))
    return path


def main() -> list[str]:
    """Teach, look through a video, and say what happens in it and when."""
    clips = {move: [clip(move, seed) for seed in range(5)] for move in MOVES}
    other = [clip("other", seed, 4.0) for seed in (10, 11)]
    model = understudy.teach({**clips, "other": other}, kind="actions", background="other")
    measured = model.facts["cross_validated"]
    print(f"{measured['accuracy']:.0%} of {measured['takes']} clips left out are right")

    with tempfile.TemporaryDirectory() as folder:
        parts = [clip(move, 20, 2.5) for move in ("right", "jump", "other", "left")]
        events = understudy.spot(model, write(Path(folder) / "new.mp4", np.concatenate(parts)))
    for event in events:
        print(f"{event.start:.1f} to {event.end:.1f} s: {event.label} ({event.confidence:.0%})")
    return [event.label for event in events]


if __name__ == "__main__":
    main()
