"""Finding and following hands and bodies, against nothing but their networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any

import numpy as np
from PIL import Image as Pillow

from benchmarks import data
from benchmarks.landmarks_tracking import SETS
from benchmarks.moving import HEIGHT, WIDTH
from benchmarks.output import Cell, Report
from benchmarks.protocol import interleave, median_ratio
from benchmarks.tracker import Tracker
from understudy.landmarks import body_finder, hand_finder
from understudy.onnx_session import Network
from understudy.types import Image

FRAMES, ROUNDS = 12, 25
PAUSE_SECONDS = 0.02
MOST = 1.25
DETECTED = ["boxes", "scores"]
SEEN = {
    "hand": ["points", "presence", "left", "world"],
    "body": ["points", "presence", "heatmap", "world"],
}
SIDES = {  # pixels of what the detector sees, and the other network
    "hand": (hand_finder.PALM_SIDE, hand_finder.HAND_SIDE),
    "body": (body_finder.DETECTION_SIDE, body_finder.BODY_SIDE),
}


def main() -> None:
    """Measure and write."""
    report = Report("landmarks_speed", "What do hands and bodies cost beside their networks?")
    rows: list[list[Cell]] = []
    for kind, (name, _) in SETS.items():
        tracker = Tracker(kind)
        one = {"most": 1} if kind == "hand" else {}
        frames = frames_with_one(tracker, name, one)
        bare = partial(run, tracker.landmarks, SEEN[kind], SIDES[kind][1])
        detecting = partial(run, tracker.detector, DETECTED, SIDES[kind][0])
        found, followed, second = f"{kind}, found", f"{kind}, followed", "hand, followed; most=2"
        below = {found: f"{found}: its networks", followed: f"{followed}: its network"}
        variants: dict[str, Callable[[], object]] = {
            found: partial(find, tracker, frames, one),
            below[found]: lambda detecting=detecting, bare=bare: (detecting(), bare()),  # type: ignore[misc]
            followed: following(tracker, frames, one),
            below[followed]: bare,
        }
        if kind == "hand":
            variants[second] = following(tracker, frames, {"most": 2})
            below[second] = below[followed]
        interleave(variants, 2)
        seconds = interleave(variants, ROUNDS, PAUSE_SECONDS)
        for what, times in seconds.items():
            ratio = median_ratio(times, seconds[below[what]]) if what in below else None
            rows.append([what, 1000 * median(times) / FRAMES, ratio])
            if what in (found, followed):
                assert ratio is not None
                report.check(
                    f"{what}: its time, of that of its networks", round(ratio, 3),
                    f"at most {MOST}", ratio <= MOST,
                )  # fmt: skip
    report.table(
        "One picture",
        ["what", "ms", "of its networks"],
        rows,
        f"Decoded pictures of {WIDTH} x {HEIGHT} with one hand or body, lite networks, one thread; "
        f"medians over {ROUNDS} rounds of {FRAMES} pictures, all ways in every round. Found: a "
        "still picture, with the detector. Followed: the next frame of a stream; with most=2 it "
        "now and then looks for the other hand.",
    )
    report.write()


def frames_with_one(tracker: Tracker, name: str, settings: dict[str, int]) -> list[Image]:
    """Return pictures in which each network has to run just once."""
    frames: list[Image] = []
    paths = data.photo_set(name).paths
    for index in np.random.default_rng(0).permutation(len(paths)):
        with Pillow.open(paths[index]) as photo:
            frame = np.asarray(photo.convert("RGB").resize((WIDTH, HEIGHT)))
        before = tracker.detector.runs, tracker.landmarks.runs
        found = tracker.finder.find(frame, **settings)
        after = tracker.detector.runs, tracker.landmarks.runs
        if found and after == (before[0] + 1, before[1] + 1):
            frames.append(frame)
        if len(frames) == FRAMES:
            return frames
    raise RuntimeError(f"only {len(frames)} photos of {name} show one {settings}")


def run(network: Network, outputs: list[str], side: int) -> None:
    """Run a network alone, as often as there are pictures."""
    pixels = np.random.default_rng(0).integers(0, 256, (1, side, side, 3), dtype=np.uint8)
    for _ in range(FRAMES):
        network.run({"pixels": pixels}, outputs)


def find(tracker: Tracker, frames: Sequence[Image], settings: dict[str, int]) -> None:
    """Look at each picture by itself."""
    for frame in frames:
        tracker.finder.find(frame, **settings)


def following(
    tracker: Tracker, frames: Sequence[Image], settings: dict[str, int]
) -> Callable[[], None]:
    """Return what looks at the next frame of a stream for each picture; they show it resting."""
    streams: list[Any] = [tracker.stream(**settings) for _ in frames]

    def next_frames() -> None:
        for stream, frame in zip(streams, frames, strict=True):
            stream(frame)

    return next_frames


if __name__ == "__main__":
    main()
