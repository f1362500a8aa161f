"""Whether random variants of the examples help: photos, postures and actions, with and without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks import data, performed, posture_fighter
from benchmarks.output import Cell, Report
from benchmarks.posture_fighter import ELSEWHERE, SAME, TASKS, Sorted
from benchmarks.protocol import SEEDS, Ints, random_split
from understudy import backbones, heads
from understudy.heads import Head
from understudy.project.cache import FeatureCache, file_checksum
from understudy.training import mixing, varying
from understudy.training.examples import ExampleSet
from understudy.training.gathering import Input, gather
from understudy.training.mixing import Mixed
from understudy.training.variants import Variants
from understudy.types import Array, Features

COUNT = 2
WAYS = {
    "without": None,
    "variants": Variants(COUNT, flips=False),
    "variants, half mirrored": Variants(COUNT, flips=True),
}
CLIP_WAYS = {"without": None, "one variant": Variants(1)}
SHOTS = (5, 10)
PHOTO_SETS = ("trash6", "rpsgreen3")
PHOTO_SEEDS = SEEDS[:3]
PHOTO_HEADS = ("auto", "dense")
POSTURES = ("punch, kick or other", "eight postures")


def main() -> None:
    """Measure and write."""
    report = Report("augmentation", "Do random variants of the examples help?")
    shots = [f"K = {k}" for k in SHOTS]
    report.table(
        "Photos",
        ["set", "head", "", *shots],
        [row for name in PHOTO_SETS for row in photos(name)],
        f"Percent of new photos named right; {COUNT} variants of each example are learned too; mean"
        f" over draws with seeds {', '.join(map(str, PHOTO_SEEDS))}.",
    )
    report.table(
        "Postures",
        ["", "head", "", SAME, ELSEWHERE],
        list(postures()),
        "Percent of new frames named right, mean over the classes; films of the posture fighter.",
    )
    report.table(
        "Actions",
        ["head", "", *shots],
        list(actions()),
        "Percent of new clips of hands named right; one variant of each clip, not mirrored, all of "
        f"whose frames change alike; mean over draws with seeds {', '.join(map(str, SEEDS))}. For "
        "clips, `auto` is `descriptor`.",
    )
    report.write()


def photos(name: str) -> Iterator[list[Cell]]:
    """Yield the rows of a set."""
    photo_set, X = data.photo_set(name), data.features(name)
    backbone = backbones.load()
    draws = {k: [random_split(photo_set.labels, k, seed) for seed in PHOTO_SEEDS] for k in SHOTS}
    for way, wanted in WAYS.items():
        varied: dict[tuple[int, int], Mixed | None] = {}
        for k, several in draws.items():
            for seed, (taught, _) in enumerate(several):
                inputs = [Input(photo_set.paths[row], "", str(row)) for row in taught.tolist()]
                varied[k, seed] = vary(backbone.wrap(X[taught]), inputs, wanted)
        for head in PHOTO_HEADS:
            found = []
            for k, several in draws.items():
                shares = [
                    score(head, backbone.wrap(X[taught]), photo_set.labels[taught],
                          varied[k, seed], X[tested], photo_set.labels[tested])
                    for seed, (taught, tested) in enumerate(several)
                ]  # fmt: skip
                found.append(round(100 * float(np.mean(shares)), 1))
            print(name, head, way, found, flush=True)
            yield [name, head, way, *found]


def postures() -> Iterator[list[Cell]]:
    """Yield the rows of the posture fighter."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        taught = list(posture_fighter.teaching_videos(folder))
        tested = {
            where: list(posture_fighter.testing_videos(folder, where))
            for where in (SAME, ELSEWHERE)
        }
        for task in POSTURES:
            pictures = posture_fighter.prepare(folder, task, taught) / "plain"
            X, labels, takes, inputs = frames(pictures, taught)
            for way, wanted in WAYS.items():
                varied = vary(X, inputs, wanted)
                for name in PHOTO_HEADS:
                    head = heads.create(name)
                    mixing.fit(head, X, labels, takes, mixed=varied)
                    found = [
                        posture_fighter.right(head, backbones.DEFAULT, videos, TASKS[task])
                        for videos in tested.values()
                    ]
                    print(task, name, way, found, flush=True)
                    yield [task, name, way, *found]


def frames(
    pictures: Path, taught: Sequence[Sorted]
) -> tuple[Features, Array, list[str], list[Input]]:
    """Return the features, labels, takes and files of sorted frames."""
    inputs = gather(pictures).inputs
    takes = [
        video.name
        for one in inputs
        for video in taught
        if one.path is not None and video.name in one.path.parts
    ]
    X = backbones.load().embed([one.source for one in inputs])
    return X, np.array([one.label for one in inputs]), takes, inputs


def actions() -> Iterator[list[Cell]]:
    """Yield the rows of hand clips."""
    clips = performed.hand_clips(backbones.DEFAULT_CLIP)
    for way, wanted in CLIP_WAYS.items():
        varied = None if wanted is None else performed.varied_clips(backbones.DEFAULT_CLIP, wanted)
        found = []
        for k in SHOTS:
            shares = []
            for seed in SEEDS:
                taught, tested = random_split(clips.labels, k, seed)
                mixed = None if varied is None else clips_over_again(varied, taught)
                shares.append(
                    score("auto", clips.features[taught], clips.labels[taught], mixed,
                          clips.features[tested], clips.labels[tested])
                )  # fmt: skip
            found.append(round(100 * float(np.mean(shares)), 1))
        print("actions", way, found, flush=True)
        yield ["auto", way, *found]


def clips_over_again(varied: Sequence[Features], taught: Ints) -> Mixed:
    """Return all variants of the clips that are taught."""
    several = [one[taught] for one in varied]
    rows = np.tile(np.arange(len(taught)), len(several))
    return Mixed(several[0].like(np.concatenate(several)), rows, made=varying.MADE)


def vary(X: Features, inputs: list[Input], wanted: Variants | None) -> Mixed | None:
    """Return variants of pictures, kept between runs."""
    if wanted is None:
        return None
    n = len(inputs)
    checksums: list[str | None] = [file_checksum(one.source) for one in inputs]
    shown = ExampleSet(X, [""] * n, [""] * n, inputs, [None] * n, [None] * n, checksums, [])
    with FeatureCache(data.KEPT / "augmentation.sqlite") as cache:
        return varying.over_again(shown, backbones.load(), wanted, cache=cache)


def score(
    name: str, X: Features, y: Array, mixed: Mixed | None, tested: Any, truth: Array
) -> float:
    """Return the share of tested rows that are named right."""
    head: Head = heads.create(name)
    mixing.fit(head, X, y, np.arange(len(y)), mixed=mixed)
    return head.score(tested, truth)


if __name__ == "__main__":
    main()
