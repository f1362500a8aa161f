"""Words while a motor runs, whose noise was mixed into what was taught, or not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.drawn_sounds import motor
from benchmarks.output import Cell, Report
from understudy import backbones, heads, tones
from understudy.backbones.backbone import SoundBackbone
from understudy.heads.base import Head
from understudy.media.mixing import mixed
from understudy.media.sound import read_sound
from understudy.media.sound_events import centres
from understudy.training import mixing
from understudy.training.mixing import Mixed
from understudy.types import Prediction, Sound

Floats = NDArray[np.float32]

SEEDS = (11, 22)
WORDS, SHOTS, TESTED = 6, 5, 3  # of the ten digits; examples taught and tested of each
SECOND_TAKE = 3  # examples of a word in the first of two takes
PITCHES = (150.0, 260.0)  # hertz, of the blades of four propellers
MOTOR_SECONDS, UNDER = 12.0, 5.0  # of noise taught, and decibels it is fainter than words
LEVELS: tuple[float | None, ...] = (None, 10.0, 5.0, 0.0)
FIRES = 0.75  # probability from which on something heard is an event
GOALS = {10.0: 95.0, 5.0: 90.0}  # percent of words right
NOISE = "noise"


def main() -> None:
    """Measure and write."""
    report = Report("noise", "Are words recognised while a motor runs?")
    rows: list[list[Cell]] = []
    for level in LEVELS:
        shares = {
            way: 100 * np.mean([measured(*one, way)[level] for one in draws()], axis=0)
            for way in (False, True)
        }
        cells: list[Cell] = [
            round(float(shares[way][figure]), 1) for figure in range(3) for way in (False, True)
        ]
        rows.append(["quiet" if level is None else f"{level:g} dB", *cells])
        right = round(float(shares[True][0]), 1)
        if level in GOALS:
            report.check(
                f"percent of words right {level:g} dB above a motor, its noise mixed in", right,
                f"at least {GOALS[level]:g}", right >= GOALS[level],
            )  # fmt: skip
    false = [
        100 * np.mean([measured(*one, way)[NOISE] for one in draws()]) for way in (False, True)
    ]
    rows.append(["motor alone", *["-"] * 4, *(round(float(share), 1) for share in false)])
    report.table(
        "Words over a motor",
        [
            "words over the motor",
            "right, %", "right, mixed in, %", "fires, %", "fires, mixed in, %",
            "other words fire, %", "other words fire, mixed in, %",
        ],
        rows,
        f"{WORDS} digits by one speaker, {SHOTS} recordings of each in two takes, and "
        f"{MOTOR_SECONDS:g} s of a drawn motor as the noise class; tested on {TESTED} others of "
        "each with stretches of that motor that were not taught. The level is the mean square of "
        f"the word over that of the motor. Fires: right, known, and at least {FIRES:g} probable in "
        "a single window. Other words are the digits that were not taught, by the same speaker. "
        f"Mean over six speakers and seeds {', '.join(map(str, SEEDS))}.",
    )  # fmt: skip
    report.write()


def draws() -> list[tuple[str, int]]:
    """Return speakers with seeds."""
    speakers = sorted({path.name.split("-")[0] for path in files()})
    return [(speaker, seed) for speaker in speakers for seed in SEEDS]


@cache
def files() -> list[Path]:
    """Return the recordings of digits."""
    found = data.folder()
    paths = sorted((found / "audio" / "fsdd").glob("*/*.wav")) if found else []
    if not paths:
        raise SystemExit(
            "skipped: no spoken digits. Set UNDERSTUDY_DATA to a folder with audio/fsdd."
        )
    return paths


@cache
def measured(speaker: str, seed: int, mix: bool) -> dict[Any, Any]:
    """Return shares by level: right, right and fires, and other words that fire."""
    heard = scene(speaker, seed)
    head = taught(heard, mix)
    found: dict[Any, Any] = {NOISE: np.mean(fires(head, heard[NOISE]) != "")}
    for level in LEVELS:
        rows, truth = heard[level]
        others = ~np.isin(truth, heard["words"])
        said, event = head.predict(rows), fires(head, rows)
        right = np.mean((said == truth)[~others])
        found[level] = right, np.mean((event == truth)[~others]), np.mean((event != "")[others])
    return found


def fires(head: Head, rows: Any) -> Any:
    """Return what each row sets off, or nothing, ""."""
    said, known = head.predict(rows), head.novelty(rows) <= Prediction.KNOWN_UP_TO
    sure = head.predict_proba(rows).max(axis=1) >= FIRES
    return np.where(known & sure & (said != NOISE), said, "")


def taught(heard: dict[Any, Any], mix: bool) -> Head:
    """Return a head taught with words and noise, and perhaps with the words in the noise."""
    X, y, groups, again = heard["taught"]
    head = heads.create("auto")
    mixing.fit(head, X, y, groups, others=backbone().others, mixed=again if mix else None)
    return head


@cache
def scene(speaker: str, seed: int) -> dict[Any, Any]:
    """Return what is taught, and the features of what is tested, of one speaker and motor."""
    random, listener = np.random.default_rng([seed, *speaker.encode()]), backbone()
    pitches = random.uniform(*PITCHES, 4)
    noises, unheard = (
        motor(
            (pitches * random.uniform(0.98, 1.02)).tolist(),
            seed + number,
            MOTOR_SECONDS,
            listener.rate,
        )
        for number in range(2)
    )
    paths = [path for path in files() if path.name.startswith(f"{speaker}-")]
    names = random.permutation(sorted({path.parent.name for path in paths}))
    sounds: list[Sound] = []
    y: list[str] = []
    tests: list[tuple[Sound, float, str]] = []
    for name in names:
        own = random.permutation([str(path) for path in paths if path.parent.name == name])
        read = [placed(Path(path), random) for path in own[: SHOTS + TESTED]]
        tests += [(window, level, name) for window, level in read[SHOTS:]]
        if name in names[:WORDS]:
            sounds += [window for window, _ in read[:SHOTS]]
            y += [name] * SHOTS
    loud = 10 ** (-UNDER / 20) * float(np.mean([level for _, level, _ in tests])) / 0.1
    places = centres([], MOTOR_SECONDS, window=listener.window, step=listener.step, everywhere=True)
    windows = [loud * around(noises, place) for place in places]
    takes = [f"{name} {number % SHOTS >= SECOND_TAKE}" for number, name in enumerate(y)]
    parts = [f"{NOISE} {number >= len(windows) / 2}" for number in range(len(windows))]
    again = []
    for number, sound in enumerate(sounds):
        key, known = f"{number}", [f"{number}" for number in range(len(windows))]
        other = mixing.partner(key, known)
        decibels = mixing.level(key, known[other])
        again.append(mixed(sound, windows[other], listener.rate, decibels))
    heard: dict[Any, Any] = {
        "words": names[:WORDS],
        "taught": (
            rows([*sounds, *windows]), np.array([*y, *[NOISE] * len(windows)]), [*takes, *parts],
            Mixed(rows(again), np.arange(len(again))),
        ),
        NOISE: rows([loud * stretch(unheard, random) for _ in range(20)]),
    }  # fmt: skip
    for level in LEVELS:
        gain = 0.0 if level is None else 10 ** (-level / 20) / 0.1
        said = [sound + gain * power * stretch(unheard, random) for sound, power, _ in tests]
        heard[level] = rows(said), np.array([name for _, _, name in tests])
    return heard


@cache
def backbone() -> SoundBackbone:
    """Return the default for sounds."""
    found = backbones.load(backbones.DEFAULT_SOUND)
    assert isinstance(found, SoundBackbone)
    return found


def placed(path: Path, random: np.random.Generator) -> tuple[Sound, float]:
    """Return a window with a word in the middle of a quiet room, and the word's level."""
    listener = backbone()
    sound = read_sound(path, listener.rate).samples
    seed = int(random.integers(2**31))
    level = float(np.sqrt(np.square(sound, dtype=np.float64).mean()))
    return tones.placed(sound, listener.window, listener.rate, seed=seed), level


def around(sound: Sound, place: float) -> Sound:
    """Return the window around a place, within the sound."""
    size = round(backbone().window * backbone().rate)
    start = min(max(0, round(place * backbone().rate) - size // 2), len(sound) - size)
    return sound[start : start + size]


def stretch(sound: Sound, random: np.random.Generator) -> Sound:
    """Return any window of a sound."""
    return around(sound, random.uniform(0, MOTOR_SECONDS))


def rows(sounds: list[Sound]) -> Any:
    """Return the features of windows."""
    made = [backbone().features(np.clip(sound, -1, 1).astype(np.float32)) for sound in sounds]
    return backbone().wrap(np.stack(made))


if __name__ == "__main__":
    main()
