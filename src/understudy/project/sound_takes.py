"""Sounds as they come in: appended to a file, which becomes a FLAC file when the take ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np

from understudy.errors import DataError
from understudy.media.atomic import write_synced
from understudy.media.flac import Pcm, encode_flac, from_pcm, to_pcm
from understudy.media.sound import read_sound
from understudy.media.sound_events import EventFinder
from understudy.project.cache import checksum
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.cuts import example_numbers
from understudy.project.disk import append, remove, told, write_file
from understudy.project.finding import found_of, sounds_in
from understudy.project.layout import MAX_NUMBER
from understudy.project.records import Found, Source, TakeRecord
from understudy.project.sessions import Hold

RATES = (8_000, 192_000)
"""Samples a second, at least and at most."""
USUAL_RATE = 48_000
"""Samples a second, where nothing says how many."""
MAX_SECONDS = 900
"""Of a take that is recorded: examples of one class take seconds, of a noise minutes."""
COUNT_SECONDS, COUNT_SHARE = 0.1, 0.02
"""The examples are counted again when the recording is so much, and by this share, longer: the
work of finding them does not grow with the square of its length."""
SAMPLE = np.dtype("<i2")


class SoundHold(Hold):
    """A sound coming to a take: samples, int16, little-endian, mono."""

    pending: ClassVar[str] = ".pcm"
    suffix: ClassVar[str] = ".flac"
    source: ClassVar[Source] = "microphone"
    usual_rate: ClassVar[float | None] = USUAL_RATE

    def __init__(self, path: Path, record: TakeRecord) -> None:
        super().__init__(path, record)
        self.rate = record.rate or USUAL_RATE
        self._finder = EventFinder(int(self.rate))  # finds its sounds as it comes in
        self._counted = 0

    @staticmethod
    def check(record: TakeRecord | None, rate: float | None) -> None:
        """Raise DataError unless the rate is that of a microphone, and of the take."""
        if rate is None or not (RATES[0] <= rate <= RATES[1] and rate == int(rate)):
            raise DataError(
                f"A sound came with {rate} samples a second; expected {RATES[0]:,} to {RATES[1]:,}."
            )
        if record is not None and record.rate is not None and record.rate != rate:
            raise DataError(
                f"The take {record.id} has {record.rate:g} samples a second, and now {rate:g} "
                "came. Record another take."
            )

    @staticmethod
    def reopen(kept: Path, path: Path) -> None:
        """Decode the FLAC file; its samples are the very same."""
        write_file(path, to_pcm(read_sound(kept).samples).astype(SAMPLE).tobytes())

    def keep(self, path: Path) -> Found | None:
        """Write the FLAC file; None where no sound came."""
        samples = self._read()
        if not len(samples):
            return None
        data = encode_flac(samples, int(self.rate))
        try:
            write_synced(path, data)
        except OSError:
            remove(path)
            raise
        return sounds_in(from_pcm(samples), self.rate, checksum(data))

    @property
    def samples(self) -> int:
        """How many there are."""
        return self.path.stat().st_size // SAMPLE.itemsize if self.path.exists() else 0

    def found(self, samples: int) -> Found | None:
        """Return what is in so many samples, if they are many more than when it was last asked."""
        more = samples - self._counted
        if more < max(COUNT_SECONDS * self.rate, COUNT_SHARE * self._counted):
            return None
        self._finder.add(from_pcm(self._read(self._counted)))
        self._counted = samples
        return found_of(self._finder.settled(), samples / self.rate, "")

    def _read(self, first: int = 0) -> Pcm:
        if not self.path.exists():
            return np.zeros(0, np.int16)
        return np.fromfile(self.path, SAMPLE, offset=first * SAMPLE.itemsize).astype(np.int16)


def add_sound(core: Core, take: str, position: int, pcm: bytes) -> int:
    """See `Project.add_sound`."""
    if not 0 <= position <= MAX_NUMBER or len(pcm) % SAMPLE.itemsize:
        raise DataError(
            f"A sound came with {len(pcm)} bytes at sample {position}; expected samples of two "
            f"bytes, at 0 to {MAX_NUMBER}."
        )
    with core.lock:
        core.check_for("sound")
        record, hold = core.held(take, SoundHold)
        find(core.document, record.class_id)
        there = hold.samples
        if position > there:
            raise DataError(
                f"The recording has {there} samples, and sound came from sample {position} on. "
                f"Send it from {there} on."
            )
        new = pcm[(there - position) * SAMPLE.itemsize :]
        total = there + len(new) // SAMPLE.itemsize
        if total > MAX_SECONDS * hold.rate:
            raise DataError(
                f"A recording can be {MAX_SECONDS // 60} minutes long, and this one is. End it, "
                "and go on with another."
            )
        if new:
            with told("the sound"):
                append(hold.path, new, there * SAMPLE.itemsize)
        found = hold.found(total)
        if found is not None:
            counted = example_numbers(core.document, replace(record, found=found))
            core.index.recording[take] = len(counted)
        return core.index.take_count(take)
