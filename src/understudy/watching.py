"""`understudy.watch`: a model, a camera, a video or a folder, and the events in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import overload

from understudy.live import loop
from understudy.live.acting import Rule
from understudy.live.stated import settings_for
from understudy.model import Model
from understudy.sources.frames import Frames
from understudy.sources.opening import open_frames
from understudy.types import Event


@overload
def watch(
    model: Model | str | Path,
    source: int | str | Path | Frames = 0,
    *,
    threshold: float | None = None,
    smoothing: float | None = None,
    hold_off: float | None = None,
    release: float | None = None,
    refractory: float | None = None,
    rule: Rule | None = None,
    fast: bool = False,
    existing: bool = False,
    callback: None = None,
) -> Iterator[Event]: ...
@overload
def watch(
    model: Model | str | Path,
    source: int | str | Path | Frames = 0,
    *,
    threshold: float | None = None,
    smoothing: float | None = None,
    hold_off: float | None = None,
    release: float | None = None,
    refractory: float | None = None,
    rule: Rule | None = None,
    fast: bool = False,
    existing: bool = False,
    callback: Callable[[Event], object],
) -> None: ...
def watch(
    model: Model | str | Path,
    source: int | str | Path | Frames = 0,
    *,
    threshold: float | None = None,
    smoothing: float | None = None,
    hold_off: float | None = None,
    release: float | None = None,
    refractory: float | None = None,
    rule: Rule | None = None,
    fast: bool = False,
    existing: bool = False,
    callback: Callable[[Event], object] | None = None,
) -> Iterator[Event] | None:
    """Watch a camera, a video or a folder, and say when a class starts and stops.

    Parameters
    ----------
    model
        A taught model, or its file.
    source
        The number of a camera, a video, or a folder: each photo that appears in it starts and
        stops its class by itself. Or your own `understudy.sources.frames.Frames`.
    threshold, smoothing, hold_off
        Probability from which a class starts, 0..1; seconds over which predictions are averaged;
        seconds after an event in which the same class can't start again. By default as the
        studio saved them with the model, else 0.6, 0.2 and 0.3.
    threshold, release, refractory, rule
        Of a model of actions, which tells each action once; see `understudy.spot`.
    fast
        Look at every frame of a video at once, not at its time.
    existing
        Look at the photos that are already in the folder too.
    callback
        Called with every event, until the source ends; without it, events are to be iterated.

    Returns
    -------
    iterator of Event, or None with a callback

    Raises
    ------
    DataError
        A setting is out of its range or for another kind, or the model is one of sounds.
    ModelFileError
        The file is no model.
    MediaError
        There is no such source, or it can't be read (any longer).

    Warns
    -----
    UserWarning
        A photo in the folder can't be read.
    """
    model = model if isinstance(model, Model) else Model.load(model)
    loop.check_sees(model)
    settings = settings_for(
        model, threshold=threshold, smoothing=smoothing, hold_off=hold_off, release=release,
        refractory=refractory, rule=rule,
    )  # fmt: skip
    frames = open_frames(source, fast=fast, existing=existing, read=model.backbone.load)
    events = loop.events(model, frames, settings)
    if callback is None:
        return events
    with closing(events):  # also when the callback raises, and its traceback is kept
        for event in events:
            callback(event)
    return None
