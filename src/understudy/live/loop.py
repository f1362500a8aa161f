"""The live loop: every frame of a source through a recognizer."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from understudy.errors import DataError
from understudy.live.acting import Acting
from understudy.live.performing import Performer
from understudy.live.recognizer import Heard, Recognizer
from understudy.live.settings import Settings
from understudy.live.stated import LiveSettings
from understudy.model import Model
from understudy.sources.frames import Frame, Frames
from understudy.types import Event


def recognizer_for(model: Model, settings: LiveSettings | None = None) -> Recognizer | Performer:
    """Return what recognises in a stream of frames by a model of pictures or of actions.

    Parameters
    ----------
    model
        Of pictures or of actions.
    settings
        Those of its kind; by default the model's own.

    Raises
    ------
    DataError
        The model is one of sounds, or the settings are of the other kind.
    """
    check_sees(model)
    if model.medium == "clip":
        if isinstance(settings, Settings):
            raise DataError("These are settings for pictures; actions have others (Acting).")
        return Performer(model, settings)
    if isinstance(settings, Acting):
        raise DataError("These are settings for actions; pictures have others (Settings).")
    return Recognizer(model, settings or Settings.of(model.facts))


def run(
    model: Model, frames: Frames, settings: LiveSettings | None = None
) -> Generator[tuple[Frame, Heard], None, None]:
    """Yield each frame with what came of it, until the source ends.

    At the end what has started is stopped, in one more item if there is anything. Pictures that
    have nothing to do with each other (`frames.separate`) are neither smoothed nor held off: each
    starts and stops its class by itself, and the events name its path.

    Raises
    ------
    MediaError
        Nothing can be had from the source, or no longer.
    DataError
        The model is one of sounds, or of actions and given separate pictures.
    """
    recognizer = recognizer_for(model, settings)
    check_follows(model, frames)
    if frames.separate:
        yield from _separately(recognizer, frames)
        return
    last: tuple[Frame, Heard] | None = None
    with closing(iter(frames)) as stream:
        for frame in stream:
            heard = recognizer.add(frame.seconds, frame.image)
            last = frame, heard
            yield last
    if last is not None:
        frame, heard = last
        stops = recognizer.finish(frame.seconds)
        if stops:
            yield frame, replace(heard, events=stops, ended=None, latency=None)


def check_sees(model: Model) -> None:
    """Raise DataError if a model is one of sounds."""
    if model.medium == "sound":
        raise DataError("This model hears sounds. Use it with: understudy listen")


def check_follows(model: Model, frames: Frames) -> None:
    """Raise DataError if a model is one of actions and the pictures are single ones."""
    if model.medium == "clip" and frames.separate:
        raise DataError(
            "An action can't be told from single photos. Watch a camera or a video with this model."
        )


def events(
    model: Model, frames: Frames, settings: LiveSettings | None = None
) -> Generator[Event, None, None]:
    """Yield the events alone; see `run`."""
    with closing(run(model, frames, settings)) as stream:
        for _, heard in stream:
            yield from heard.events


def _separately(
    recognizer: Recognizer | Performer, frames: Frames
) -> Generator[tuple[Frame, Heard], None, None]:
    """Yield each picture by itself."""
    assert isinstance(recognizer, Recognizer), "check_follows comes first"
    settings = replace(recognizer.settings, smoothing=0.0, hold_off=0.0)
    model, recognizer = recognizer.model, Recognizer(recognizer.model, settings)
    with closing(iter(frames)) as stream:
        for frame in stream:
            row = model.backbone.features_now(frame.image)
            yield frame, _alone(frame, recognizer.answer(frame.seconds, row))
            recognizer.finish(frame.seconds)


def _alone(frame: Frame, heard: Heard) -> Heard:
    """Return what came of a picture by itself: what it starts, it stops."""
    starts = [replace(event, path=frame.path) for event in heard.events]
    stops = [replace(event, kind="stop") for event in starts]
    return replace(heard, events=(*starts, *stops))
