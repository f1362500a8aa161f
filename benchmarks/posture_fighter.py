"""Article F on filmed persons: frames sorted, balanced, augmented; punch or not, which move."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.random import RandomState
from PIL import Image as Pillow

from benchmarks.output import Cell, Report
from tests.performed import figures
from tests.performed.figures import Scene
from tests.performed.postures import POSTURES, STAND
from tests.performed.videos import write_video
from understudy import backbones, heads
from understudy.backbones import silhouette
from understudy.backbones.backbone import Backbone
from understudy.heads import Head
from understudy.media.video import read_frames
from understudy.project.cache import FeatureCache
from understudy.training.augmentation import augment_folder
from understudy.training.balancing import balance_folder
from understudy.training.examples import embed
from understudy.training.gathering import gather
from understudy.types import Image

FPS = 10.0  # frames a second that are cut out of videos
EACH_MOVE = 1  # in a video, in any order: two punches and two kicks
TEACHING_VIDEOS, TESTING_VIDEOS = 5, 2
PERSON, ROOM = 1, 3
SEED = 44
COPIES = 2  # the article makes 16; the network sees each
ARTICLE_SIZE = (100, 56)  # pixels, width and height
ARTICLE_HEAD = {"units": 1024}
NOT, NONE = "other", "none"
TASKS: Mapping[str, Mapping[str, str]] = {
    "punch or not": {p: "punch" if p.startswith("punch") else NOT for p in POSTURES},
    "punch, kick or other": {
        p: p.split("_")[0] if p.startswith(("punch", "kick")) else NOT for p in POSTURES
    },
    "eight postures": {p: NONE if p == STAND else p for p in POSTURES},
}
SAME, ELSEWHERE, OTHERS = (
    "same person and room",
    "same person, elsewhere",
    "other people, elsewhere",
)
GOALS = {("punch or not", SAME): 95.0, ("eight postures", SAME): 90.0}
"""Percent, of the default head on what looks for a body."""


@dataclass(frozen=True)
class Way:
    """What is compared."""

    backbone: str
    head: str = "auto"
    augmented: bool = False


BODY = "body"
WAYS = {
    "picture": Way(backbones.DEFAULT),
    "picture, augmented": Way(backbones.DEFAULT, augmented=True),
    "the article's head, augmented": Way(backbones.DEFAULT, "dense", augmented=True),
    BODY: Way("body"),
    "the old way": Way(silhouette.NAME),
}


@dataclass(frozen=True)
class Sorted:
    """The frames of one video that show a posture."""

    name: str
    frames: list[Image]
    postures: list[str]
    room: Image
    """Without anybody."""


def main(names: Sequence[str]) -> None:
    """Measure and write; where ways are named, print those only."""
    report = Report("posture_fighter", "Is it a punch, and which move is it, from a few videos?")
    ways = {name: way for name, way in WAYS.items() if not names or name in names}
    with TemporaryDirectory() as made:
        folder = Path(made)
        taught = list(teaching_videos(folder))
        tested = {where: list(testing_videos(folder, where)) for where in (SAME, ELSEWHERE, OTHERS)}
        rows = [row for task in TASKS for row in percents(folder, task, taught, tested, ways)]
    report.table(
        "Postures",
        ["", "tested on", *ways],
        rows,
        "Percent of new frames named right, mean over the classes. Drawn persons over real rooms: "
        f"{TEACHING_VIDEOS} videos of one person by a camera that stands still are cut into "
        f"{FPS:g} frames a second, sorted, balanced and taught; {TESTING_VIDEOS} others are tested."
        f" Light, noise, size and speed differ from video to video. Augmented: {COPIES} variants of"
        f" each at {ARTICLE_SIZE[0]} x {ARTICLE_SIZE[1]} pixels, half of them mirrored, which left "
        "and right do not survive. The old way compares with the empty room, which it sees before "
        "every video.",
    )
    if BODY in ways:
        check(report, list(ways).index(BODY), rows)
    if not names:
        report.write()


def check(report: Report, column: int, rows: Sequence[list[Cell]]) -> None:
    """Check the goals on the figures of one way."""
    for (task, where), goal in GOALS.items():
        found = next(row for row in rows if row[:2] == [task, where])[2 + column]
        assert isinstance(found, float)
        report.check(
            f"percent right, {task}, {where}, {BODY}", found, f"at least {goal:g}", found >= goal
        )


def teaching_videos(folder: Path) -> Iterator[Sorted]:
    """Film what is taught."""
    for number in range(TEACHING_VIDEOS):
        yield cut(folder, f"taught-{number}", script(number, person=PERSON, room=ROOM))


def testing_videos(folder: Path, where: str) -> Iterator[Sorted]:
    """Film what is tested."""
    for number in range(TESTING_VIDEOS):
        seed = 100 + number
        room = ROOM if where == SAME else 40 + number
        person = 50 + number if where == OTHERS else PERSON
        yield cut(folder, f"{where}-{number}", script(seed, person=person, room=room))


def script(seed: int, *, person: int, room: int) -> Scene:
    """Return a scene with all moves in any order."""
    order = RandomState(seed).permutation(np.repeat(POSTURES, EACH_MOVE))
    return figures.scene([str(label) for label in order], seed, person=person, number=room,
                         steady=True)  # fmt: skip


def cut(folder: Path, name: str, scene: Scene) -> Sorted:
    """Write a video, cut it into frames, and leave out those on the way to a posture."""
    filmed = [frame for _, frame, _ in figures.film(scene, FPS)]
    path = write_video(folder / f"{name}.mp4", filmed, FPS)
    shown = [(frame, scene.label(time)) for time, frame in read_frames(path, fps=FPS)]
    kept = [(frame, label) for frame, label in shown if label is not None]
    return Sorted(name, [one for one, _ in kept], [label for _, label in kept], scene.empty())


def percents(
    folder: Path,
    task: str,
    taught: Sequence[Sorted],
    tested: Mapping[str, Sequence[Sorted]],
    ways: Mapping[str, Way],
) -> Iterator[list[Cell]]:
    """Yield a row of the table for each place of testing."""
    pictures = prepare(folder, task, taught)
    fitted = {name: teach(folder, pictures, way, taught) for name, way in ways.items()}
    for where, videos in tested.items():
        found = [
            right(fitted[name], way.backbone, videos, TASKS[task]) for name, way in ways.items()
        ]
        yield [task, where, *found]
        print(task, where, found, flush=True)


def prepare(folder: Path, task: str, taught: Iterable[Sorted]) -> Path:
    """Sort frames into folders, cut the largest class back, and write variants beside them."""
    root = folder / task.replace(" ", "-").replace(",", "")
    for video in taught:
        for number, (frame, posture) in enumerate(zip(video.frames, video.postures, strict=True)):
            place = root / "sorted" / TASKS[task][posture] / video.name
            place.mkdir(parents=True, exist_ok=True)
            Pillow.fromarray(frame).save(place / f"{number:04d}.jpg", quality=92)
    balance_folder(root / "sorted", root / "plain")
    augment_folder(root / "plain", root / "augmented", copies=COPIES, seed=SEED, size=ARTICLE_SIZE)
    return root


def teach(folder: Path, pictures: Path, way: Way, taught: Iterable[Sorted]) -> Head:
    """Fit a head to the pictures in a folder; each video is a take."""
    inputs = gather(pictures / ("augmented" if way.augmented else "plain")).inputs
    cache = FeatureCache(folder / "cache.sqlite")
    rows: list[Any] = []
    labels: list[str] = []
    takes: list[str] = []
    for video in taught:
        own = [one for one in inputs if one.path is not None and video.name in one.path.parts]
        shown = embed(own, backbone_of(way.backbone, video.room), cache=cache)
        rows.append(shown.features)
        labels += shown.labels
        takes += [video.name] * len(shown.labels)
    settings: dict[str, Any] = ARTICLE_HEAD if way.head == "dense" else {}
    X = rows[0].like(np.concatenate(rows), np.concatenate([part.found for part in rows]))
    return heads.create(way.head, **settings).fit(X, labels, groups=takes)


def right(head: Head, name: str, videos: Iterable[Sorted], told: Mapping[str, str]) -> float:
    """Return the percent of frames named right, mean over the classes."""
    truth: list[str] = []
    named: list[str] = []
    for video in videos:
        named += head.predict(features(name, video)).tolist()
        truth += [told[posture] for posture in video.postures]
    shares = [
        np.mean([one == label for one, true in zip(named, truth, strict=True) if true == label])
        for label in sorted(set(truth))
    ]
    return round(100 * float(np.mean(shares)), 1)


SEEN: dict[tuple[str, str], Any] = {}


def features(name: str, video: Sorted) -> Any:
    """Return what a backbone sees in the frames of a video [n, d]; computed once."""
    key = name, video.name
    if key not in SEEN:
        SEEN[key] = backbone_of(name, video.room).embed(video.frames)
    return SEEN[key]


def backbone_of(name: str, room: Image) -> Backbone:
    """Return a backbone, which may want to know what the room looks like without anybody."""
    return silhouette.load(room) if name == silhouette.NAME else backbones.load(name)


if __name__ == "__main__":
    main(sys.argv[1:])
