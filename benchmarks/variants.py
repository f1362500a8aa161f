"""What smaller background statistics and 8-bit numbers cost: tables of `benchmarks.accuracy`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.output import Cell, Report
from benchmarks.protocol import SEEDS, interleave, median_ratio, people_split, random_split
from understudy import backbones, heads
from understudy.backbones import whitening
from understudy.backbones.efficientnet_lite0 import BLOCKS, FLOAT, INT8
from understudy.media.image import read_image

RANKS = (16, 64, 256, 999)
SHOTS = (5, 10, 20)
MOST_LOST = 0.005  # share: rank 64 against the full covariance
MOST_LOST_INT8 = 0.01
TIMED_PHOTOS, ROUNDS = 20, 9

Floats = NDArray[np.float32]


def report_rank(report: Report) -> None:
    """Add what the rank of the background covariance does to accuracy and to file size."""
    measured = data.features(data.BACKGROUND, raw=True)
    rows: list[list[Cell]] = []
    means: dict[int, float] = {}
    for rank in RANKS:
        statistics = whitening.measure(measured, BLOCKS, rank=rank)

        def whitened(name: str, statistics: whitening.Statistics = statistics) -> Floats:
            return whitening.whiten(data.features(name, raw=True), statistics)

        random, people = discriminant_accuracy(whitened)
        means[rank] = float(np.mean([*random, *people]))
        percents = [round(100 * share, 1) for share in [*random, *people]]
        rows.append([rank, round(saved_size(statistics) / 1000), *percents])
    columns = [*(f"K={k}" for k in SHOTS), *(f"K={k} by people" for k in SHOTS)]
    report.table(
        "Rank of the background covariance",
        ["rank", "file, kB", *columns],
        rows,
        "Percent named right by `discriminant`, mean over sets and seeds; 999 is the full "
        "covariance of 1,000 photos.",
    )
    lost = means[RANKS[-1]] - means[whitening.RANK]
    report.check(
        "lost by rank 64 against the full covariance, points",
        round(100 * lost, 2), "at most 0.5", lost <= MOST_LOST,
    )  # fmt: skip


def report_int8(report: Report) -> None:
    """Add what the 8-bit variant costs in accuracy and gains in time."""
    rows: list[list[Cell]] = []
    means = []
    for backbone in (FLOAT, INT8):
        random, people = discriminant_accuracy(partial(data.features, backbone=backbone))
        means.append(float(np.mean([*random, *people])))
        rows.append([backbone, *(round(100 * share, 1) for share in [*random, *people])])
    seconds = time_backbones()
    for row in rows:
        row.append(round(1000 * median(seconds[str(row[0])]) / TIMED_PHOTOS, 2))
    columns = [*(f"K={k}" for k in SHOTS), *(f"K={k} by people" for k in SHOTS)]
    ratio = median_ratio(seconds[FLOAT], seconds[INT8])
    report.table(
        "8-bit numbers",
        ["backbone", *columns, "ms a photo"],
        rows,
        f"Percent named right by `discriminant`; time on one thread for decoded photos of 224 "
        f"pixels. The 8-bit variant is {ratio:.2f} times as fast.",
    )
    lost = means[0] - means[1]
    report.check(
        "lost by the 8-bit variant, points",
        round(100 * lost, 2), "at most 1", lost <= MOST_LOST_INT8,
    )  # fmt: skip


def discriminant_accuracy(features: Callable[[str], Floats]) -> tuple[list[float], list[float]]:
    """Return the mean accuracy for each K: random splits of all sets, and by people."""
    random, people = [], []
    for k in SHOTS:
        scores = []
        for name in data.SETS:
            X, y = features(name), data.photo_set(name).labels
            for seed in SEEDS:
                taught, tested = random_split(y, k, seed)
                head = heads.create("discriminant").fit(X[taught], y[taught])
                scores.append(head.score(X[tested], y[tested]))
        random.append(float(np.mean(scores)))
        photos, X = data.photo_set(data.PEOPLE), features(data.PEOPLE)
        scores = []
        for seed in SEEDS:
            taught, tested = people_split(photos.labels, photos.people, k, seed)
            head = heads.create("discriminant").fit(X[taught], photos.labels[taught])
            scores.append(head.score(X[tested], photos.labels[tested]))
        people.append(float(np.mean(scores)))
    return random, people


def saved_size(statistics: whitening.Statistics) -> int:
    """Return how many bytes the statistics take on disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statistics.npz"
        statistics.save(path)
        return path.stat().st_size


def time_backbones() -> dict[str, list[float]]:
    """Return the seconds of both variants on the same decoded photos, round by round."""
    pictures = [read_image(path) for path in data.photo_set(data.SETS[0]).paths[:TIMED_PHOTOS]]

    def embed(name: str) -> None:
        backbone = backbones.load(name)
        for picture in pictures:
            backbone.features(picture)

    runs: dict[str, Callable[[], None]] = {name: partial(embed, name) for name in (FLOAT, INT8)}
    interleave(runs, 1)
    return interleave(runs, ROUNDS)
