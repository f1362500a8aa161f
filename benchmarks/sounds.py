"""How well words and short sounds are told from a handful of examples, and what listening costs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.drawn_sounds import KINDS, NOISE, recording, room
from benchmarks.output import Cell, Report
from benchmarks.protocol import Ints
from understudy import backbones, heads
from understudy.backbones.backbone import SoundBackbone
from understudy.backbones.recordings import rows_at
from understudy.media.sound import Recording
from understudy.media.sound_events import centres, find_events
from understudy.types import Features

Floats = NDArray[np.float32]

SEEDS = (11, 22, 33, 44, 55, 66, 77, 88, 99, 110)
SAME, ONE, THREE = "same speaker", "one speaker to five others", "three speakers to three others"
PROTOCOLS = {SAME: (1, 5), ONE: (1, 5, 10), THREE: (1, 5, 10, 20)}
GOALS = {(SAME, 5): 99.0, (ONE, 5): 89.0, (THREE, 10): 94.0}  # percent, of `auto`
ARTICLE = "spectrogram-conv"
COLUMNS: dict[str, tuple[str, str]] = {
    "auto on sound": ("sound", "auto"),
    "auto on speech-embedding": ("speech-embedding", "auto"),
    "logistic on sound": ("sound", "logistic"),
    "auto on spectrogram-long": ("spectrogram-long", "auto"),
    "the article's head": ("spectrogram-long", ARTICLE),
}
HOLD_SECONDS, TEST_SECONDS = 4.0, 12.0
SHORT_COLUMNS: dict[str, tuple[str, str]] = {
    "auto on sound-short": ("sound-short", "auto"),
    "auto on sound": ("sound", "auto"),
    "the article's head": ("spectrogram", ARTICLE),
}
SHORT_GOAL = 95.0
LISTENED_SECONDS = 30.0
MOST_REAL_TIME = {"sound": 0.03, "sound-short": 0.02}


def main() -> None:
    """Measure and write."""
    report = Report("sounds", "How well are words and sounds told from a handful of examples?")
    words(report)
    short_sounds(report)
    costs(report)
    report.write()


def words(report: Report) -> None:
    """Add the table of spoken digits, and check its goals."""
    rows: list[list[Cell]] = []
    for protocol, shots in PROTOCOLS.items():
        for k in shots:
            found = {
                column: 100 * float(np.mean([digits(protocol, k, seed, *made) for seed in SEEDS]))
                for column, made in COLUMNS.items()
            }
            rows.append([protocol, k, *(round(percent, 1) for percent in found.values())])
            if (protocol, k) in GOALS:
                goal, percent = GOALS[protocol, k], found["auto on sound"]
                report.check(
                    f"percent of digits right, {protocol}, K = {k}, auto on sound",
                    round(percent, 1), f"at least {goal:g}", percent >= goal,
                )  # fmt: skip
    report.table(
        "Spoken digits",
        ["protocol", "K", *COLUMNS],
        rows,
        "Percent of recordings named right, ten classes, mean over splits with seeds "
        f"{', '.join(map(str, SEEDS))}; K recordings of each digit are taught. Six speakers of the "
        "free spoken digit dataset, ten recordings of each digit by each.",
    )


@cache
def spoken(backbone: str) -> tuple[Features, Any, Any]:
    """Return features of all digits, what they are and who says them."""
    found = data.folder()
    files = sorted((found / "audio" / "fsdd").glob("*/*.wav")) if found else []
    if not files:
        sys.exit("skipped: no spoken digits. Set UNDERSTUDY_DATA to a folder with audio/fsdd.")
    speakers = [path.name.split("-")[0] for path in files]
    X = backbones.load(backbone).embed(list[Any](files))
    return X, np.array([path.parent.name for path in files]), np.array(speakers)


def digits(protocol: str, k: int, seed: int, backbone: str, head: str) -> float:
    """Return the accuracy of one split."""
    X, y, speakers = spoken(backbone)
    taught, tested = split(protocol, k, seed, y, speakers)
    fitted = heads.create(head).fit(X[taught], y[taught])
    return fitted.score(X[tested], y[tested])


def split(protocol: str, k: int, seed: int, y: Any, speakers: Any) -> tuple[Ints, Ints]:
    """Return rows to teach with and rows to test on."""
    random = np.random.default_rng([seed, k])
    count = 3 if protocol == THREE else 1
    theirs = np.isin(speakers, random.permutation(np.unique(speakers))[:count])
    taught = np.concatenate([
        random.permutation(np.flatnonzero(theirs & (y == name)))[:k] for name in np.unique(y)
    ])  # fmt: skip
    pool = np.flatnonzero(theirs if protocol == SAME else ~theirs)
    return taught, np.setdiff1d(pool, taught)


def short_sounds(report: Report) -> None:
    """Add the table of drawn short sounds, and check its goal."""
    rows: list[list[Cell]] = []
    for column, (name, head) in SHORT_COLUMNS.items():
        found = np.mean([hold(name, head, seed) for seed in SEEDS], axis=0)
        examples, *by_kind, noise = (round(float(value), 1) for value in found)
        mean = round(float(np.mean(by_kind)), 1)
        rows.append([column, round(examples), mean, *by_kind, noise])
        if column == "auto on sound-short":
            report.check(
                "percent of short sounds right after one hold a class", mean,
                f"at least {SHORT_GOAL:g}", mean >= SHORT_GOAL,
            )  # fmt: skip
    report.table(
        "Short sounds",
        ["", "examples a class", "sounds right, %", *KINDS, "windows of noise right, %"],
        rows,
        f"Claps, clicks, whistles and the noise of the room, drawn. One hold of {HOLD_SECONDS:g} s "
        f"of each of the four is taught and {TEST_SECONDS:g} s are tested, cut where sounds are "
        "found; rooms, noises and what makes the sounds differ between the two: a noise that was "
        "not taught is the hardest. A sound is right when the mean over its windows is; mean over "
        f"seeds {', '.join(map(str, SEEDS))}.",
    )


def hold(name: str, head: str, seed: int) -> list[float]:
    """Return examples a class, and percent right of each kind, of one draw."""
    backbone = backbones.load(name)
    assert isinstance(backbone, SoundBackbone)
    random = np.random.default_rng(seed)
    X: list[Floats] = []
    y: list[str] = []
    here = room(random, testing=False)
    for kind in (*KINDS, NOISE):
        sound = recording(kind, here, random, HOLD_SECONDS, backbone.rate, testing=False)
        X += cut(backbone, sound, everywhere=kind == NOISE)
        y += [kind] * (len(X) - len(y))
    rows = backbone.wrap(np.concatenate(X))
    labels = np.repeat(y, [len(part) for part in X])
    fitted = heads.create(head).fit(rows, labels, groups=labels, others=backbone.others)
    shares = []
    there = room(random, testing=True)
    for kind in (*KINDS, NOISE):
        sound = recording(kind, there, random, TEST_SECONDS, backbone.rate, testing=True)
        heard = [
            fitted.classes_[fitted.predict_proba(backbone.wrap(part)).mean(axis=0).argmax()]
            for part in cut(backbone, sound, everywhere=kind == NOISE)
        ]
        shares.append(100 * float(np.mean([label == kind for label in heard])))
    return [len(labels) / len(shares), *shares]


def cut(backbone: SoundBackbone, sound: Floats, *, everywhere: bool) -> list[Floats]:
    """Return the windows of each sound, or those of a noise one by one, as rows of features."""
    whole = Recording(sound, backbone.rate)
    events = find_events(sound, backbone.rate)
    window, step = backbone.window, backbone.step
    if everywhere:
        places = centres(events, whole.seconds, window=window, step=step, everywhere=True)
        return list(rows_at(backbone, whole, places)[:, np.newaxis])
    per_event = [centres([event], whole.seconds, window=window, step=step) for event in events]
    return [rows_at(backbone, whole, places) for places in per_event if places]


def costs(report: Report) -> None:
    """Add the table of what listening costs, and check its limits."""
    rows: list[list[Cell]] = []
    for name in backbones.sounds.RECIPES:
        backbone = backbones.load(name)
        assert isinstance(backbone, SoundBackbone)
        factor = real_time_factor(backbone)
        rows.append([name, backbone.window, backbone.hop, round(factor, 4)])
        if name in MOST_REAL_TIME:
            most = MOST_REAL_TIME[name]
            report.check(
                f"real-time factor of {name}, head included", round(factor, 4),
                f"at most {most:g}", factor <= most,
            )  # fmt: skip
    report.table(
        "Cost of listening",
        ["backbone", "window, s", "hop, s", "real-time factor"],
        rows,
        f"Seconds of one core per second heard, over {LISTENED_SECONDS:g} s of speech-like noise, "
        "with the head of five taught classes, and other speech where the backbone has it, run on "
        "every window; the best of three runs.",
    )


def real_time_factor(backbone: SoundBackbone) -> float:
    """Return seconds of work per second of sound."""
    from understudy.onnx_session import Network

    random = np.random.default_rng(0)
    X = random.normal(size=(50, backbone.dimensions)).astype(np.float32)
    labels = np.repeat(list("abcde"), 10)
    taught = heads.create("auto").fit(backbone.wrap(X), labels, others=backbone.others)
    head = Network(taught.to_onnx())
    samples = random.normal(0, 0.05, round(LISTENED_SECONDS * backbone.rate)).astype(np.float32)
    block = round(0.02 * backbone.rate)  # what a microphone gives at once

    def listen() -> None:
        stream = backbone.stream()
        for start in range(0, len(samples), block):
            for moment in stream.hear(samples[start : start + block]):
                head.run({"features": moment.row[np.newaxis]}, ["probabilities", "novelty"])

    return min(timed(listen) for _ in range(3)) / LISTENED_SECONDS


def timed(function: Callable[[], None]) -> float:
    """Return the seconds that a function takes."""
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
