"""What turns windows into events: hits in a row alone, or with the loudness of the stream."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np

from benchmarks import data
from benchmarks.output import Cell, Report
from training.words import measure
from training.words.measure import Recording
from training.words.utterance import RATE
from understudy import api, tones, words
from understudy.live import firing
from understudy.live.firing import Firing
from understudy.live.listening import Listening
from understudy.live.windows import Window, Windows, check_hears
from understudy.model import Model
from understudy.types import Sound

SPEAKERS = ("george", "lucas", "theo", "yweweler")
OTHERS = ("jackson", "nicolas", "yweweler")
OWN = ("one", "two", "three", "four", "six")
HOLDS, WORDS_A_HOLD = 2, 4
SAID = 40  # words of a stream
PAUSE = (0.4, 1.2)  # seconds between words
LEVELS = (0.1, 0.6)  # of full scale, the peak of a word
ROOM = 1e-3  # of full scale
BEFORE = 0.05  # seconds: an event can't be before its word has begun


@dataclass(frozen=True, slots=True)
class Stream:
    """Words one after another, and what a model says of the windows."""

    said: list[tuple[str, float, float]]
    """Each with its start and end in seconds."""
    windows: list[Window]
    model: Model


def main() -> None:
    """Measure and write."""
    found = data.folder()
    if found is None or not (found / "audio" / "fsdd").is_dir():
        sys.exit("skipped: no spoken digits. Set UNDERSTUDY_DATA to a folder with audio/fsdd.")
    digits = measure.recordings(found / "audio" / "fsdd")
    report = Report("listening_rule", "What turns windows into one event for each sound?")
    streams = {
        "own words, taught by the same voice": [taught(digits, [who], who) for who in SPEAKERS],
        "own words, taught by three other voices": [
            taught(digits, OTHERS, who) for who in SPEAKERS[:3]
        ],
        "ready-made words, other voices": [ready_made(digits, seed) for seed in range(4)],
    }
    for name, several in streams.items():
        rows = [[rule, *judged(several, **how)] for rule, how in RULES.items()]
        report.table(
            name[0].upper() + name[1:],
            ["rule", "right, %", "wrong, %", "missed, %", "twice, %", "ms"],
            rows,
            f"{sum(len(one.said) for one in several)} spoken digits, {PAUSE[0]} to {PAUSE[1]} s "
            "apart; own words are taught from two recordings of four by each voice. Wrong: "
            "something else fired for it as well or instead; ms: median from its last sample to "
            "its event.",
        )
        right, alone = (float(rows[list(RULES).index(rule)][1] or 0) for rule in (USUAL, ALONE))
        report.check(
            f"{name}: right with levels, %",
            right,
            f"at least the {alone:g} without",
            right >= alone,
        )
    report.write()


RULES: dict[str, dict[str, Any]] = {
    "1 hit alone": {"hits": 1, "levels": False},
    "2 hits alone": {"hits": 2, "levels": False},
    "3 hits alone": {"hits": 3, "levels": False},
    "levels, 1 hit": {"hits": 1},
    "levels, 2 hits, no patience": {"hits": 2, "patience": 0.0},
    "levels, 2 hits (usual)": {"hits": 2},
    "levels, 3 hits": {"hits": 3},
}
USUAL, ALONE = "levels, 2 hits (usual)", "2 hits alone"


def taught(digits: Sequence[Recording], by: Sequence[str], speaker: str) -> Stream:
    """Teach some words with recordings of some people; hear others of one person."""
    random = np.random.default_rng(len(speaker))

    def said_by(who: str, word: str) -> list[Recording]:
        return [one for one in digits if (one.speaker, one.word) == (who, word)]

    many = HOLDS * WORDS_A_HOLD
    shown: dict[str, list[Any]] = {
        word: [
            (in_a_row(said_by(who, word)[hold : hold + WORDS_A_HOLD], random)[0], RATE)
            for who in by
            for hold in range(0, many, WORDS_A_HOLD)
        ]
        for word in OWN
    }
    shown["noise"] = [(tones.noise(6.0, RATE, seed, level=ROOM), RATE) for seed in range(2)]
    model = api.teach(shown, background="noise", cache=False)
    return heard(model, [one for word in OWN for one in said_by(speaker, word)[many:]], random)


def ready_made(digits: Sequence[Recording], seed: int) -> Stream:
    """Hear digits of everybody with the ready-made words."""
    return heard(words.load(), digits, np.random.default_rng(seed))


def heard(model: Model, from_these: Sequence[Recording], random: np.random.Generator) -> Stream:
    """Return a stream of some of these words."""
    chosen = [from_these[int(random.integers(len(from_these)))] for _ in range(SAID)]
    sound, said = in_a_row(chosen, random)
    windows = Windows(model, Listening(), rate=RATE)
    return Stream(said, [*windows.add(sound), *windows.finish()], model)


def in_a_row(
    chosen: Sequence[Recording], random: np.random.Generator
) -> tuple[Sound, list[tuple[str, float, float]]]:
    """Return words with pauses in a room, and where they are."""
    parts: list[Sound] = []
    said, length = [], 0
    for one in chosen:
        pause = np.zeros(round(random.uniform(*PAUSE) * RATE), np.float32)
        word = one.sound * np.float32(random.uniform(*LEVELS) / max(np.abs(one.sound).max(), 1e-4))
        start = length + len(pause)
        length = start + len(word)
        said.append((one.word, start / RATE, length / RATE))
        parts += [pause, word]
    sound = np.concatenate([*parts, np.zeros(RATE, np.float32)])
    return sound + random.normal(0, ROOM, len(sound)).astype(np.float32), said


def judged(
    streams: Sequence[Stream], *, hits: int, levels: bool = True, patience: float = firing.PATIENCE
) -> list[Cell]:
    """Return shares in per cent, and the median delay in ms, of one rule."""
    usual, firing.PATIENCE = firing.PATIENCE, patience
    counts = dict.fromkeys(("right", "wrong", "missed", "twice"), 0)
    delays: list[float] = []
    for stream in streams:
        model = stream.model
        rule = Firing(
            replace(Listening(), hits=hits), model.background, check_hears(model).window
        )  # fmt: skip
        fired: list[tuple[float, str]] = []
        for window in stream.windows:
            sounds = window.sounds if levels else ()
            _, event = rule.add(window.seconds, window.prediction, sounds)
            if event is not None:
                fired.append((window.seconds, event.label))
        starts = [start for _, start, _ in stream.said[1:]] + [float("inf")]
        for (word, start, end), following in zip(stream.said, starts, strict=True):
            # An event before the next word could be heard is of this one.
            here = [one for one in fired if start + BEFORE < one[0] <= following + BEFORE]
            own = [seconds for seconds, label in here if label == word]
            counts["right"] += bool(own)
            counts["wrong"] += len(own) < len(here)
            counts["missed"] += not here
            counts["twice"] += len(own) > 1
            delays += [1000 * (seconds - end) for seconds in own[:1]]
    firing.PATIENCE = usual
    total = sum(len(stream.said) for stream in streams)
    return [
        *(round(100 * count / total, 1) for count in counts.values()),
        round(median(delays)) if delays else None,
    ]


if __name__ == "__main__":
    main()
