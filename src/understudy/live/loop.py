"""The live loop: every frame of a source through a recognizer."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from understudy.errors import DataError
from understudy.live.recognizer import Heard, Recognizer
from understudy.live.settings import Settings
from understudy.model import Model
from understudy.sources.frames import Frame, Frames
from understudy.types import Event


def run(
    model: Model, frames: Frames, settings: Settings
) -> Generator[tuple[Frame, Heard], None, None]:
    """Yield each frame with what came of it, until the source ends.

    At the end what has started is stopped, in one more item if there is anything. Pictures that
    have nothing to do with each other (`frames.separate`) are neither smoothed nor held off: each
    starts and stops its class by itself, and the events name its path.

    Raises
    ------
    MediaError
        Nothing can be had from the source, or no longer.
    """
    if frames.separate:
        settings = replace(settings, smoothing=0.0, hold_off=0.0)
    recognizer = Recognizer(model, settings)
    last: tuple[Frame, Heard] | None = None
    with closing(iter(frames)) as stream:
        for frame in stream:
            if frames.separate:
                row = model.backbone.features_now(frame.image)
                heard = _alone(frame, recognizer.answer(frame.seconds, row))
                recognizer.finish(frame.seconds)
            else:
                heard = recognizer.add(frame.seconds, frame.image)
            last = frame, heard
            yield last
    if last is not None:
        frame, heard = last
        stops = recognizer.finish(frame.seconds)
        if stops:
            yield frame, replace(heard, events=stops)


def check_sees(model: Model) -> None:
    """Raise DataError if a model is one of sounds."""
    if model.medium == "sound":
        raise DataError("This model hears sounds. Use it with: understudy listen")


def events(model: Model, frames: Frames, settings: Settings) -> Generator[Event, None, None]:
    """Yield the events alone; see `run`."""
    with closing(run(model, frames, settings)) as stream:
        for _, heard in stream:
            yield from heard.events


def _alone(frame: Frame, heard: Heard) -> Heard:
    """Return what came of a picture by itself: what it starts, it stops."""
    starts = [replace(event, path=frame.path) for event in heard.events]
    stops = [replace(event, kind="stop") for event in starts]
    return replace(heard, events=(*starts, *stops))
