"""`understudy.spot`: a model, a video, and the actions in it."""

from __future__ import annotations

from pathlib import Path

from understudy.live import spotting
from understudy.live.acting import Acting, Rule
from understudy.live.timed_event import TimedEvent
from understudy.model import Model


def spot(
    model: Model | str | Path,
    video: str | Path,
    *,
    threshold: float | None = None,
    release: float | None = None,
    refractory: float | None = None,
    rule: Rule | None = None,
) -> list[TimedEvent]:
    """Return the actions in a video, in order, each with its start and end.

    They are those that `understudy.watch` tells live: one event for one action.

    Parameters
    ----------
    model
        A taught model of actions, or its file.
    video
        Anything that shows pictures and is a file.
    threshold, release
        Probability from which an action is told, and below which every action has to fall before
        the next is, 0..1.
    refractory
        Seconds after an event in which there is no other.
    rule
        "at-once" tells an action as soon as it is likely, "per-episode" once it is over, by all
        that was seen. What is not stated is as it was saved with the model, else as
        `understudy.live.acting.Acting` has it.

    Raises
    ------
    DataError
        A setting is out of its range, or the model is not one of actions.
    ModelFileError
        The file is no model.
    MediaError
        The video can't be read.
    """
    loaded = model if isinstance(model, Model) else Model.load(model)
    acting = Acting.of(
        loaded.facts, threshold=threshold, release=release, refractory=refractory, rule=rule
    )
    return list(spotting.spot(loaded, video, acting))
