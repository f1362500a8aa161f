"""Frames a second of projects that look at hands and bodies, in Chromium."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.output import Cell, Report
from benchmarks.studio import CAMERA_FPS, HEIGHT, WIDTH, serving, write_frames
from benchmarks.studio_live import ROUNDS, SECONDS, answers, figures_of
from understudy import drawings
from understudy.types import Image

LEAST = {"hands": 25.0, "body": 20.0}  # answers a second
LOOP_SECONDS = 4  # of the camera
SWAY = 60  # pixels to each side
PHOTOS = 5
HANDS = {  # of a person: where they are
    "high": ((0.25, 0.2), (0.75, 0.2)),
    "low": ((0.325, 0.555), (0.7, 0.555)),
    "wide": ((0.15, 0.35), (0.85, 0.35)),
}


def main() -> None:
    """Measure and write."""
    report = Report("studio_poses", "How fast does the studio answer when it looks for a pose?")
    rows: list[list[Cell]] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        projects = {subject: taught(subject) for subject in ("anything", "hands", "body")}
        with serving(folder / "projects") as studio:
            ids = {
                subject: studio.teach_with(pictures, subject, subject)
                for subject, pictures in projects.items()
            }
            cameras = {
                subject: write_frames(folder / f"{subject}.mjpeg", swaying(subject))
                for subject in projects
            }
            runs: dict[str, list[list[list[float]]]] = {subject: [] for subject in projects}
            for _ in range(ROUNDS):
                for subject, several in runs.items():
                    several.append(answers(studio, ids[subject], cameras[subject]))
    for subject, several in runs.items():
        figures = [median(figures_of(run)[i] for run in several) for i in range(4)]
        found = median(float(np.mean([answer[3] for answer in run])) for run in several)
        rows.append([subject, *figures, round(100 * found, 1)])
        if subject in LEAST:
            least = LEAST[subject]
            report.check(
                f"answers a second, {subject}", round(figures[0], 1), f"at least {least:g}",
                figures[0] >= least,
            )  # fmt: skip
    report.table(
        "A camera of 30 frames a second, 640 x 480",
        ["looks at", "answers a second", "p50 ms", "p95 ms", "server p50 ms", "found, %"],
        rows,
        "As in studio_live: Chromium without a graphics card, beside the server; "
        f"medians of {ROUNDS} runs of {SECONDS:g} s, by turns. The camera shows a drawn hand, or a "
        f"drawn person, that sways by {SWAY} pixels. Picture and landmarks are both looked at.",
    )
    report.write()


def taught(subject: str) -> Mapping[str, Sequence[Image]]:
    """Return a few pictures of each of three gestures or postures."""
    walls = [(110 + 8 * number, 120 - 5 * number, 130) for number in range(PHOTOS)]
    if subject == "body":
        return {
            name: [on_wall(drawings.person(hands=hands), wall) for wall in walls]
            for name, hands in HANDS.items()
        }
    return {
        name: [on_wall(drawings.hand(folded=folded, wall=wall), wall) for wall in walls]
        for name, folded in {"five": (), "one": (1, 2, 3), "two": (2, 3)}.items()
    }


def on_wall(picture: Image, wall: tuple[int, int, int], x: int = WIDTH // 2) -> Image:
    """Return a frame with a picture in it, its middle at x and its bottom at the frame's."""
    whole = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    whole[:] = wall
    height, width = picture.shape[:2]
    left = x - width // 2
    whole[HEIGHT - height :, left : left + width] = picture
    return whole


def swaying(subject: str) -> Iterator[Image]:
    """Yield the frames of the camera: one picture after the other, moving from side to side."""
    several = taught(subject)
    count = LOOP_SECONDS * CAMERA_FPS
    for number in range(count):
        label = list(several)[number * len(several) // count]
        angle = 2 * np.pi * number / CAMERA_FPS / 2
        yield np.roll(several[label][0], round(SWAY * np.sin(angle)), axis=1)


if __name__ == "__main__":
    main()
