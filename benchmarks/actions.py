"""How well actions of a second are told from a handful of clips, by head and by what is seen."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks import performed
from benchmarks.output import Cell, Report
from benchmarks.performed import Clips
from benchmarks.protocol import SEEDS, Ints, random_split
from tests.performed.moves import ACTIONS
from understudy import backbones, heads
from understudy.backbones.sequences import sequences

SHOTS = (3, 5, 10)
DEFAULT = "descriptor"
NETWORKS = ("lstm", "gru", "temporal-conv")
NETWORK_SEEDS = SEEDS[:2]  # each takes some hundred times as long to train as the default
LAST = "last frame, auto"
GOAL_SHOTS, GOAL = 5, 75.0  # percent, of the default head on the default backbone
FIT_CLIPS, MOST_FIT_SECONDS = 10, 0.5


def main(names: Sequence[str]) -> None:
    """Measure and write; where backbones are named, print the figures of those only."""
    report = Report("actions", "How well are actions told from a handful of clips?")
    by_head(report)
    by_backbone(report, names or performed.BACKBONES)
    how_long(report)
    if not names:
        report.write()


def by_head(report: Report) -> None:
    """Add the table of heads on the default backbone, and check the goal."""
    clips = performed.hand_clips(backbones.DEFAULT_CLIP)
    frames = last_frames(clips)
    rows: list[list[Cell]] = []
    for head in (DEFAULT, *NETWORKS):
        rows.append([head, *(accuracy(clips, head, k) for k in SHOTS)])
        print(head, "done", flush=True)
    rows.append([LAST, *(accuracy(frames, "auto", k) for k in SHOTS)])
    found = float(rows[0][1 + SHOTS.index(GOAL_SHOTS)] or 0.0)
    report.check(
        f"percent of clips right, K = {GOAL_SHOTS}, {DEFAULT} on {backbones.DEFAULT_CLIP}", found,
        f"at least {GOAL:g}", found >= GOAL,
    )  # fmt: skip
    report.table(
        "By head",
        ["head", *(f"K = {k}" for k in SHOTS)],
        rows,
        f"Percent of new clips named right, {len(ACTIONS)} classes ({', '.join(ACTIONS)}), on "
        f"`{backbones.DEFAULT_CLIP}`; K clips of each are taught, all others of {len(clips.labels)}"
        f" tested; mean over draws with seeds {', '.join(map(str, SEEDS))}, of the networks, which "
        f"PyTorch trains, the first {len(NETWORK_SEEDS)}. {LAST}: what a recogniser of postures "
        "makes of the last picture. Clips: 1.5 s, real hands cut out and moved over real rooms.",
    )


def by_backbone(report: Report, names: Sequence[str]) -> None:
    """Add the table of what is looked at."""
    rows: list[list[Cell]] = []
    for name in names:
        clips = performed.hand_clips(name)
        found = [accuracy(clips, DEFAULT, k) for k in SHOTS]
        rows.append([name, *found, seen(clips)])
        print(name, "done", flush=True)
    report.table(
        "By what is looked at",
        ["backbone", *(f"K = {k}" for k in SHOTS), "moments with a hand or body, %"],
        rows,
        f"The head is `{DEFAULT}`; draws as above. The people who stand in the rooms do nothing.",
    )


def how_long(report: Report) -> None:
    """Check how long the default head takes to learn."""
    clips = performed.hand_clips(backbones.DEFAULT_CLIP)
    taught, _ = random_split(clips.labels, FIT_CLIPS, SEEDS[0])
    shown, labels = clips.features[taught], clips.labels[taught]
    seconds = min(fit_seconds(shown, labels) for _ in range(3))
    report.check(
        f"seconds to fit {DEFAULT} to {len(ACTIONS)} x {FIT_CLIPS} clips", round(seconds, 3),
        f"at most {MOST_FIT_SECONDS:g}", seconds <= MOST_FIT_SECONDS,
    )  # fmt: skip


def fit_seconds(shown: Any, labels: Any) -> float:
    """Return the seconds that learning takes."""
    begin = time.perf_counter()
    heads.create(DEFAULT).fit(shown, labels)
    return time.perf_counter() - begin


def accuracy(clips: Clips, head: str, k: int) -> float:
    """Return the mean accuracy in percent."""
    seeds = NETWORK_SEEDS if head in NETWORKS else SEEDS
    shares = [draw(clips, head, *random_split(clips.labels, k, seed)) for seed in seeds]
    return round(100 * float(np.mean(shares)), 1)


def draw(clips: Clips, head: str, taught: Ints, tested: Ints) -> float:
    """Return the accuracy of one draw."""
    fitted = heads.create(head)
    if head in NETWORKS:
        fitted.calibration_folds = 0  # would train once more, and change no answer
    fitted.fit(clips.features[taught], clips.labels[taught])
    return fitted.score(clips.features[tested], clips.labels[tested])


def last_frames(clips: Clips) -> Clips:
    """Return what the picture backbone sees in the last frame of each clip."""
    picture = performed.backbone_of(backbones.DEFAULT_CLIP).picture
    scene = sequences(clips.features)["scene"][:, -1]
    return Clips(picture.wrap(scene), clips.labels, clips.who)


def seen(clips: Clips) -> float | None:
    """Return in how many moments, in percent, a hand or body was found; None if none is sought."""
    places = sequences(clips.features).get("place")
    return None if places is None else round(100 * float((places[..., -1] > 0).mean()), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
