"""Hands and bodies followed over a moving camera, against looking at each frame by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.landmarks_agreement import chosen
from benchmarks.moving import FPS, HEIGHT, WIDTH, Scene, View, away_and_back, camera_move, swing
from benchmarks.output import Cell, Report
from benchmarks.tracker import Tracker
from understudy.landmarks import Body, Hand
from understudy.media.image import read_image

SETS = {"hand": ("gestures_hand", 28), "body": ("gestures_body", 18)}  # and how many photos
MOVE_FRAMES = 90
REST, WAY, AWAY = 10, 20, 20  # frames; so the way goes at two widths of a frame a second
STILL_FRAMES, SETTLE = 60, 15
SWING_FRAMES, SWING, SWING_HERTZ = 75, 0.1, 0.8  # of the photo's width to each side
NEAR = 0.5  # of its extent, from where it has to be: the middle of the same hand
MOST_LOST, MOST_DETECTED = 2.0, 50.0  # percent of frames
MOST_DELAY = 3  # frames

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Subject:
    """The hand or body that a photo shows, and a camera aimed at it."""

    scene: Scene
    points: Floats
    """[points, 2], in pixels of the photo."""
    start: View

    def expected(self, view: View) -> tuple[Floats, float]:
        """Return the middle [2] of it in a frame and its extent, in pixels."""
        extent = float(np.ptp(self.points, axis=0).max())
        middle = self.points.mean(axis=0, keepdims=True)
        return self.scene.to_view(middle, view)[0], extent * self.scene.scale(view)

    def among(self, found: Sequence[Hand | Body], view: View) -> Floats | None:
        """Return the points [n, 2] of the one that is where the subject has to be."""
        middle, extent = self.expected(view)
        for one in found:
            if np.linalg.norm(one.points[:, :2].mean(axis=0) - middle) <= NEAR * extent:
                return one.points[:, :2]
        return None


def main() -> None:
    """Measure and write."""
    report = Report("landmarks_tracking", "Is a hand or a body followed when the camera moves?")
    rows: dict[str, list[list[Cell]]] = {"moves": [], "returns": [], "calm": []}
    for kind, (name, photos) in SETS.items():
        tracker = Tracker(kind)
        subjects = [found for path in chosen(name, photos) if (found := subject(tracker, path))]
        lost, detected, row = moves(tracker, subjects)
        rows["moves"].append([kind, len(subjects), *row])
        delay, row = returns(tracker, subjects)
        rows["returns"].append([kind, *row])
        for smoothing in (True, False):
            row = calm(tracker, subjects[::2], smoothing)
            rows["calm"].append([kind, "yes" if smoothing else "no", *row])
        report.check(f"{kind}: frames lost, %", lost, f"under {MOST_LOST:g}", lost < MOST_LOST)
        report.check(
            f"{kind}: frames until it is found again, 95 of 100 times", delay,
            f"at most {MOST_DELAY}", delay <= MOST_DELAY,
        )  # fmt: skip
        report.check(
            f"{kind}: frames on which the detector ran, %", detected,
            f"at most {MOST_DETECTED:g}", detected <= MOST_DETECTED,
        )  # fmt: skip
    report.table(
        "A camera that pans, zooms, turns and shakes",
        ["", "photos", "frames", "seen in the frame by itself, %", "of these lost when followed, %",
         "seen only when followed, %", "detector ran, %"],
        rows["moves"],
        f"{MOVE_FRAMES} frames of {WIDTH} x {HEIGHT} at {FPS} a second over each photo, with "
        "noise; seen is what is found where the camera's motion says that it is.",
    )  # fmt: skip
    report.table(
        "Out of view and back",
        ["", "times", "one is found again after, mean frames", "95 % within", "at most",
         "the same one after, mean frames", "at most"],
        rows["returns"],
        f"The camera turns off and, after {AWAY} frames, back within {WAY}; frames are counted "
        "from the first in which one is found in the frame by itself. Where the other hand comes "
        "into view first, the same one is looked for only now and then.",
    )  # fmt: skip
    report.table(
        "Trembling and lag",
        ["", "smoothed", "trembling, % of extent", "from frame to frame, % of extent", "lag, ms"],
        rows["calm"],
        "Trembling: standard deviation of the points of what rests, the frames being noisy. Lag: "
        f"behind a swing of {SWING:g} photo widths to each side, {SWING_HERTZ:g} times a second. "
        "Medians over half of the photos.",
    )
    report.write()


def subject(tracker: Tracker, path: Path) -> Subject | None:
    """Return what a photo shows, or None when nothing is found in the camera's first frame."""
    photo = read_image(path)
    found = tracker.finder.find(photo)
    if not found:
        return None
    points = found[0].points[:, :2]
    scene = Scene(photo)
    aimed = Subject(scene, points, scene.aimed(points))
    frame = scene.frame(aimed.start, np.random.default_rng(0))
    return None if aimed.among(tracker.finder.find(frame), aimed.start) is None else aimed


def moves(tracker: Tracker, subjects: Sequence[Subject]) -> tuple[float, float, list[Cell]]:
    """Return the frames lost, those detected on, both in percent, and all figures."""
    alone: list[bool] = []
    followed: list[bool] = []
    detected: list[bool] = []
    for number, one in enumerate(subjects):
        random = np.random.default_rng(number)
        find = tracker.stream()
        for view in camera_move(one.start, MOVE_FRAMES, random):
            frame = one.scene.frame(view, random)
            alone.append(one.among(tracker.finder.find(frame), view) is not None)
            before = tracker.detector.runs
            followed.append(one.among(find(frame), view) is not None)
            detected.append(tracker.detector.runs > before)
    seen, kept = np.array(alone), np.array(followed)
    lost, ran = percent(~kept[seen]), percent(detected)
    return lost, ran, [len(seen), percent(seen), lost, percent(kept & ~seen), ran]


def returns(tracker: Tracker, subjects: Sequence[Subject]) -> tuple[float, list[Cell]]:
    """Return within how many frames one is nearly always found again, and all figures."""
    delays: list[int] = []
    own_delays: list[int] = []
    for number, one in enumerate(subjects):
        random = np.random.default_rng(number)
        find = tracker.stream()
        any_alone: list[bool] = []
        any_followed: list[bool] = []
        own_alone: list[bool] = []
        own_followed: list[bool] = []
        for index, view in enumerate(away_and_back(one.start, REST, WAY, AWAY)):
            frame = one.scene.frame(view, random)
            followed = find(frame)
            if index < REST + WAY + AWAY:
                continue
            alone = tracker.finder.find(frame)
            any_alone.append(bool(alone))
            any_followed.append(any(near(each, alone) for each in followed))
            own_alone.append(one.among(alone, view) is not None)
            own_followed.append(one.among(followed, view) is not None)
        delays.append(max(0, first(any_followed) - first(any_alone)))
        own_delays.append(max(0, first(own_followed) - first(own_alone)))
    found_within = float(np.quantile(delays, 0.95, method="higher"))
    row: list[Cell] = [
        len(delays), round(float(np.mean(delays)), 2), found_within, max(delays),
        round(float(np.mean(own_delays)), 2), max(own_delays),
    ]  # fmt: skip
    return found_within, row


def near(one: Hand | Body, others: Sequence[Hand | Body]) -> bool:
    """Whether one of the others has its middle where this one has it."""
    middle, extent = one.points[:, :2].mean(axis=0), np.ptp(one.points[:, :2], axis=0).max()
    apart = [np.linalg.norm(other.points[:, :2].mean(axis=0) - middle) for other in others]
    return any(distance <= NEAR * extent for distance in apart)


def first(true: Sequence[bool]) -> int:
    """Return the index of the first that is true, or how many there are."""
    return true.index(True) if any(true) else len(true)


def calm(tracker: Tracker, subjects: Sequence[Subject], smoothing: bool) -> list[Cell]:
    """Return how much points tremble, and how late they are."""
    spreads, steps, lags = [], [], []
    for number, one in enumerate(subjects):
        still = [one.start] * STILL_FRAMES
        places, _ = follow(tracker, one, still, number, smoothing)
        if len(places) > 2 * SETTLE:
            extent = one.expected(one.start)[1]
            settled = np.stack(places[SETTLE:]) / extent  # [frames, points, 2]
            spreads.append(100 * float(np.linalg.norm(settled.std(axis=0), axis=1).mean()))
            moved = np.linalg.norm(np.diff(settled, axis=0), axis=2)
            steps.append(100 * float(moved.mean()))
        swinging = swing(one.start, SWING_FRAMES, SWING, SWING_HERTZ)
        places, seen = follow(tracker, one, swinging, number, smoothing)
        if len(places) == len(swinging):
            lags.append(
                lag([p.mean(axis=0)[0] for p in places], [one.expected(v)[0][0] for v in seen])
            )
    return [round(median(spreads), 3), round(median(steps), 3), round(median(lags), 1)]


def follow(
    tracker: Tracker, one: Subject, views: Sequence[View], seed: int, smoothing: bool
) -> tuple[list[Floats], list[View]]:
    """Return the points in each frame of a stream in which the subject is found, and the views."""
    random = np.random.default_rng(seed)
    find = tracker.stream(smoothing=smoothing)
    found = [(one.among(find(one.scene.frame(view, random)), view), view) for view in views]
    kept = [(points, view) for points, view in found if points is not None]
    return [points for points, _ in kept], [view for _, view in kept]


def lag(followed: Sequence[float], true: Sequence[float]) -> float:
    """Return by how many milliseconds a moving place is followed late.

    At speed v, what is late by t seconds is t v behind: t is fitted by least squares.
    """
    speed = np.gradient(np.asarray(true)) * FPS
    behind = np.asarray(true) - np.asarray(followed)
    behind = behind - behind.mean()
    return 1000 * float((behind * speed).sum() / (speed * speed).sum())


def percent(true: Any) -> float:
    """Return a share in percent."""
    return round(100 * float(np.mean(true)), 2)


if __name__ == "__main__":
    main()
