"""How well the words are told, heard through the same listener as everything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from training.words.noises import KINDS, noise
from training.words.utterance import RATE, Floats, Utterance
from training.words.vocabulary import UNKNOWN, WORDS
from understudy.live.listener import Listener
from understudy.live.timed_event import TimedEvent
from understudy.media.kinds import SOUND_SUFFIXES
from understudy.media.sound import read_sound
from understudy.model import Model

STREAM_SECONDS = 4.0
LEAD_SECONDS = (1.5, 1.9)  # before the word
PEAK = 0.4  # of full scale, of a word in a stream
HISS = 1e-3  # of full scale, -60 dBFS: the noise of a stream
HOUR = 3600.0
SPEECH_PAUSE = (0.1, 0.7)  # seconds between sentences
NOISE_SECONDS = 10.0  # of one kind at a time
NOISE_PEAK = (0.003, 0.7)  # of full scale

Random = np.random.Generator


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A word that somebody said."""

    sound: Floats
    """At 16 kHz."""
    word: str
    speaker: str


@dataclass(slots=True)
class Shares:
    """Counts of what was right, by name, and all together."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, name: str, right: bool) -> None:
        """Count one."""
        self.right[name] += right
        self.total[name] += 1

    def percent(self) -> dict[str, float]:
        """Return the percentage right by name."""
        return {k: round(100 * self.right[k] / n, 1) for k, n in sorted(self.total.items())}


def recordings(folder: Path) -> list[Recording]:
    """Return the recordings of `folder`/<word>/<speaker>-<number>.wav."""
    paths = sorted(p for p in folder.glob("*/*") if p.suffix.lower() in SOUND_SUFFIXES)
    return [
        Recording(read_sound(p, RATE).samples, p.parent.name, p.stem.split("-")[0]) for p in paths
    ]


def synthesised(utterances: Iterable[Utterance]) -> list[Recording]:
    """Return utterances as recordings."""
    return [
        Recording(u.samples.astype(np.float32) / np.float32(32768), u.text, u.voice)
        for u in utterances
    ]


def accuracy(model: Model, said: Sequence[Recording]) -> dict[str, Any]:
    """Return percentages named right, all labels competing: all, by word and by speaker.

    Other words are right as unknown.
    """
    predictions = model.predict([(r.sound, RATE) for r in said])
    everything, words, speakers = Shares(), Shares(), Shares()
    for recording, prediction in zip(said, predictions, strict=True):
        expected = recording.word if recording.word in WORDS else UNKNOWN
        right = prediction.best == expected
        everything.add("all", right)
        words.add(recording.word, right)
        speakers.add(recording.speaker, right)
    return {
        "recordings": len(said),
        "right": everything.percent()["all"],
        "by_word": words.percent(),
        "by_speaker": speakers.percent(),
    }


def streamed(model: Model, said: Sequence[Recording], seed: int = 0) -> dict[str, Any]:
    """Return percentages of words in a stream that fire rightly, wrongly, or not at all.

    Each is alone in 4 s of faint noise; the first event counts, and `extra` are words with more
    than one. For other words any event is wrong.
    """
    random = np.random.default_rng(seed)
    counts = dict.fromkeys(("hit", "wrong", "missed", "extra"), 0)
    delays = []
    fired_by_word = Shares()
    for recording in said:
        stream, last = in_stream(recording.sound, random)
        events = listen(model, stream)
        labels = [event.label for event, _ in events]
        fired_by_word.add(recording.word, bool(labels))
        if not labels:
            counts["missed"] += 1
        elif labels[0] == recording.word:
            counts["hit"] += 1
            delays.append(events[0][1] - last)
        else:
            counts["wrong"] += 1
        counts["extra"] += len(labels) > 1
    shares = {name: round(100 * n / max(1, len(said)), 1) for name, n in counts.items()}
    delay = round(1000 * float(np.median(delays))) if delays else None
    return {
        "words": len(said),
        **shares,
        "median_delay_ms": delay,
        "fired_by_word": fired_by_word.percent(),
    }


def in_stream(sound: Floats, random: Random) -> tuple[Floats, float]:
    """Return a word in faint noise, and when it ends in seconds."""
    stream = random.normal(0, HISS, round(STREAM_SECONDS * RATE)).astype(np.float32)
    start = round(random.uniform(*LEAD_SECONDS) * RATE)
    part = sound[: len(stream) - start]
    stream[start : start + len(part)] += part * np.float32(PEAK / max(np.abs(part).max(), 1e-4))
    return stream, (start + len(part)) / RATE


def listen(model: Model, sound: Floats) -> list[tuple[TimedEvent, float]]:
    """Return what fires in a sound, and at which second of the stream."""
    listener = Listener(model)
    heard = [*listener.hear(sound), *listener.finish()]
    return [(hearing.event, hearing.seconds) for hearing in heard if hearing.event is not None]


def alarms(model: Model, sound: Floats) -> float:
    """Return how often an hour anything fires in a sound in which no word is said."""
    return round(len(listen(model, sound)) * HOUR / (len(sound) / RATE), 1)


def talk(utterances: Sequence[Utterance], seed: int = 0) -> Floats:
    """Return what was said one after another, with short pauses, in faint noise."""
    random = np.random.default_rng(seed)
    parts: list[Floats] = []
    for index in random.permutation(len(utterances)):
        parts.append(utterances[index].samples / np.float32(32768))
        parts.append(np.zeros(round(random.uniform(*SPEECH_PAUSE) * RATE), np.float32))
    sound = np.concatenate(parts)
    return sound + random.normal(0, HISS, len(sound)).astype(np.float32)


def noises(seconds: float, seed: int = 0) -> Floats:
    """Return noises of all kinds but babble, one after another, at all levels."""
    random = np.random.default_rng([seed, 1])
    length = round(NOISE_SECONDS * RATE)
    parts = []
    for index in range(max(1, round(seconds / NOISE_SECONDS))):
        part = noise(KINDS[index % (len(KINDS) - 1)], length, random)
        level = np.exp(random.uniform(*np.log(NOISE_PEAK)))
        parts.append(part * np.float32(level / max(float(np.abs(part).max()), 1e-6)))
    return np.concatenate(parts)
