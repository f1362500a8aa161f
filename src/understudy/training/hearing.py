"""From one recording to rows of features: where its sounds are, and what is cut there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import SoundBackbone
from understudy.backbones.embedding import map_threads
from understudy.backbones.recordings import rows_at
from understudy.errors import DataError, UnderstudyError
from understudy.media.recordings import load_recording
from understudy.media.sound import Recording
from understudy.media.sound_events import Event, centres, find_events
from understudy.project.cache import FeatureCache, file_checksum
from understudy.training.gathering import Input, Progress

EVENTS = 1
"""Goes up whenever `find_events` or `centres` give others: what is cached is then not used."""
CACHED = f"sound events {EVENTS}"
"""What events are kept under in the cache, [k + 1, 2]: starts and ends, and zeros after the last,
so that there is a row even of none."""


@dataclass(frozen=True)
class Cut:
    """How examples are cut from one recording."""

    window: float
    """Seconds."""
    step: float
    """Seconds."""
    everywhere: bool
    """Whether all of it counts, as of a background class, or only its events."""
    places: tuple[float, ...] | None = None
    """The centres in seconds, where they are known; None where they have to be found."""

    @property
    def key(self) -> str:
        """All that decides where examples are cut from a given recording."""
        if self.places is not None:
            listed = hashlib.blake2b(repr(self.places).encode(), digest_size=8).hexdigest()
            return f"{self.window:g}/{listed}"
        where = "everywhere" if self.everywhere else "events"
        return f"{self.window:g}/{self.step:g}/{where}/{EVENTS}"


def cut_of(one: Input, backbone: SoundBackbone, background: Iterable[str]) -> Cut:
    """Return how one recording is cut for a backbone: one of a background class everywhere."""
    return Cut(backbone.window, backbone.step, one.label in set(background), one.centres)


def table_of(one: Input, backbone: SoundBackbone, cut: Cut) -> NDArray[np.float32]:
    """Return the features of each example with its centre as a last column, [k, d + 1].

    Raises
    ------
    MediaError
        The recording can't be read.
    DataError
        There is no sound in it, or it is no recording.
    """
    recording = load_recording(one.source)
    places = places_in(recording, cut)
    if not places:
        name = one.name if one.path else "It"
        raise DataError(f"{name} {no_sound(recording)}")
    rows = rows_at(backbone, recording, places)
    return np.column_stack([rows, np.array(places, np.float32)])


def places_in(recording: Recording, cut: Cut) -> Sequence[float]:
    """Return the centres, in seconds, at which examples are cut; none where there is no sound."""
    if cut.places is not None:
        return cut.places
    events = [] if cut.everywhere else find_events(recording.samples, recording.rate)
    if not events and not cut.everywhere:
        return []
    return centres(
        events, recording.seconds, window=cut.window, step=cut.step, everywhere=cut.everywhere
    )


def no_sound(recording: Recording) -> str:
    """Say that nothing can be heard in a recording, and what to do."""
    seconds = recording.seconds
    length = f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
    return (
        f"has no sound in it, only {length} of silence or of an even hush. Record it again, closer "
        "to the microphone; if it is to be background noise, say so: --background."
    )


def all_events(
    inputs: Iterable[Input],
    background: Iterable[str],
    cache: FeatureCache | None = None,
    progress: Progress | None = None,
) -> dict[str, list[list[Event]]]:
    """Return where there are sounds in each recording of each ordinary class.

    In one that can't be read there are none.

    What was found in files is looked up in the cache, and stored there.
    """
    nothing = set(background)
    given = [one for one in inputs if one.label not in nothing]
    found = map_threads(lambda one: _events_of(one, cache), given)
    fresh: dict[str, NDArray[np.float32]] = {}
    listed: dict[str, list[list[Event]]] = {}
    with closing(found):
        for done, (key, events, new) in enumerate(found, start=1):
            listed.setdefault(given[done - 1].label, []).append(events)
            if key is not None and new:
                fresh[key] = np.array([*events, (0, 0)], np.float32)
            if progress is not None:
                progress(done, len(given))
    if cache is not None and fresh:
        cache.put_many(CACHED, fresh)
    return listed


def _events_of(one: Input, cache: FeatureCache | None) -> tuple[str | None, list[Event], bool]:
    """Return the checksum of a file, its events, and whether they were not in the cache."""
    try:
        key = None if one.path is None else file_checksum(one.path)
        known = {} if cache is None or key is None else cache.get_many([key], CACHED)
        if key in known:
            return key, [(start, end) for start, end in known[key].tolist()[:-1]], False
        recording = load_recording(one.source)
        return key, find_events(recording.samples, recording.rate), True
    except UnderstudyError:  # said when it is looked at for its features
        return None, [], False
