"""Recordings through a sound backbone: a row of features for each window that is cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import SoundBackbone
from understudy.backbones.sound_loading import loudest_event
from understudy.errors import DataError
from understudy.media.kinds import kind_of
from understudy.media.resampling import resample
from understudy.media.sound import Recording, cut
from understudy.media.sound_events import Event, centres, find_events
from understudy.types import Medium

Floats = NDArray[np.float32]


def rows_at(backbone: SoundBackbone, recording: Recording, places: Sequence[float]) -> Floats:
    """Return the features [k, d] of the windows around k places, in seconds; silence around it."""
    sound = resample(recording.samples, recording.rate, backbone.rate)
    rows = np.empty((len(places), backbone.dimensions), np.float32)
    for row, place in enumerate(places):
        rows[row] = backbone.features(cut(sound, backbone.rate, place, backbone.window))
    return rows


def rows_of_events(backbone: SoundBackbone, recording: Recording) -> Iterator[tuple[Event, Floats]]:
    """Yield each event of a recording with the features [k, d] of the windows cut from it.

    They are cut as examples are: one in the middle of a word, several from what is longer than
    the window.
    """
    events = find_events(recording.samples, recording.rate)
    places_of = [
        centres([event], recording.seconds, window=backbone.window, step=backbone.step)
        for event in events
    ]
    rows = rows_at(backbone, recording, [place for places in places_of for place in places])
    done = 0
    for event, places in zip(events, places_of, strict=True):
        yield event, rows[done : done + len(places)]
        done += len(places)


def loudest(backbone: SoundBackbone, recording: Recording) -> Floats:
    """Return the features [k, d] of the windows of the loudest event, by its energy.

    Where there is none, of the middle.
    """
    event = loudest_event(recording.samples, recording.rate)
    if event is None:
        return rows_at(backbone, recording, [recording.seconds / 2])
    places = centres([event], recording.seconds, window=backbone.window, step=backbone.step)
    return rows_at(backbone, recording, places)


STRANGE: Mapping[Medium, Mapping[str, str]] = {
    "picture": {"sound": "sound"},
    "sound": {"image": "picture"},
    "clip": {"image": "picture", "sound": "sound"},
}
"""By medium, the kinds of files that it does not take, and what those are called."""
DOES: Mapping[Medium, str] = {
    "picture": "looks at pictures",
    "sound": "hears sounds",
    "clip": "recognises actions in videos",
}


def refuse_other(medium: Medium, source: object) -> None:
    """Raise DataError if a file is named like a sound for pictures, or the other way round."""
    kind = kind_of(source) if isinstance(source, (str, Path)) else None
    if kind is not None and kind in STRANGE[medium]:
        what = STRANGE[medium][kind]
        raise DataError(f"{source} is a {what}, and this model {DOES[medium]}.")
