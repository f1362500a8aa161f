"""The public verbs: the one place where the stages are wired together."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, overload

from understudy import backbones, heads
from understudy.evaluation.results import Evaluation
from understudy.listening import listen as listen
from understudy.live import loop
from understudy.live.settings import Settings
from understudy.model import Model
from understudy.sources.frames import Frames
from understudy.sources.opening import open_frames
from understudy.training import evaluating, looking, teaching
from understudy.training.examples import ExampleSet
from understudy.training.finding import found_in
from understudy.training.gathering import Progress
from understudy.types import Event


def teach(
    source: str | Path | Mapping[str, Any],
    *,
    kind: str | None = None,
    backbone: str | None = None,
    head: str = heads.DEFAULT,
    groups: str | Path | None = None,
    background: str | Iterable[str] = (),
    mix_noise: bool | None = None,
    one_class: bool = False,
    cache: bool = True,
    progress: Progress | None = None,
    **settings: Any,
) -> Model:
    """Teach a model from examples.

    Parameters
    ----------
    source
        A folder with one folder of photos, videos or recordings per class, a project of the
        studio, or a mapping from label to paths and pictures or sounds:
        `{"rock": ["a.jpg", array], "paper": [...]}`, `{"clap": ["a.wav", (samples, rate)]}`.
        State takes by a mapping in the mapping: `{"rock": {"monday": [...], "tuesday": [...]}}`.
        A recording is one take, and an example is cut from it wherever there is a sound.
    kind
        "pictures" or "sounds"; by default what there is tells. Of videos, sounds are their sound
        tracks.
    backbone
        What turns pictures or sounds into features; see `understudy.backbones.REGISTRY`. By default
        a project's own, else `understudy.backbones.DEFAULT`, or for sounds "sound" or
        "sound-short", as they are long. Or "auto": of pictures the whole, hands or a body,
        whichever is right most often on held-out takes. Why is in
        `model.facts["backbone_choice"]`.
    head
        What is trained on them; see `understudy.heads.REGISTRY`.
    groups
        CSV file with the columns file and group: files of one group (a person, a session) are
        never split between training and testing.
    background
        Classes that are taught like any other but are nothing to react to, such as "nothing" or
        "noise"; of recordings of them everything counts, not only where there is a sound.
    mix_noise
        Teach every sound once more with the noise of the background classes under it, so that it
        is recognised in that noise; by default a project's own choice, else not.
    one_class
        Accept a single class, and tell it from everything else.
    cache
        Keep features of files, so that the next time is quick.
    progress
        Called with (files done, files in all), anew for every backbone that is tried.
    **settings
        For the head, for example `units=100` for "dense".

    Returns
    -------
    Model
        With what was measured on held-out takes in `model.facts["cross_validated"]`.

    Raises
    ------
    DataError
        There is too little to learn from.

    Warns
    -----
    UserWarning
        A file could not be read, an example is doubtful, or what the backbone looks for was not
        found in some.
    """
    if isinstance(background, str):
        background = (background,)
    background = list(background)
    heads.check_installed()
    new_head = heads.create(head, **settings)
    choice = looking.see(
        source, backbone, kind=kind, groups=groups, background=background, mix_noise=mix_noise,
        cache=cache, progress=progress,
    )  # fmt: skip
    shown = choice.examples
    taught = teaching.teach(
        shown, choice.backbone, new_head,
        settings=settings, background=background, one_class=one_class, source=_name(source, shown),
    )  # fmt: skip
    if choice.chosen is not None:
        taught.model.facts["backbone_choice"] = choice.chosen.to_dict()
    unseen = found_in(shown, choice.backbone.seeks, background).sentence_of_teaching()
    for sentence in [*_failures(shown), *taught.warnings, *([unseen] if unseen else [])]:
        warnings.warn(sentence, stacklevel=2)
    return taught.model


def load(path: str | Path) -> Model:
    """Read a model from a file.

    Raises
    ------
    ModelFileError
        The file is missing, damaged, foreign, or from a newer version.
    """
    return Model.load(path)


def evaluate(
    model: Model,
    source: str | Path | Mapping[str, Any],
    *,
    groups: str | Path | None = None,
    cache: bool = True,
    progress: Progress | None = None,
) -> Evaluation:
    """Show a model pictures, or play it sounds, with known answers, and say how right it is.

    Parameters
    ----------
    model
        A taught model.
    source, groups, cache, progress
        As for `teach`. Classes that the model does not know count as "none of these".

    Raises
    ------
    DataError
        Nothing could be read, or no class is the model's.

    Warns
    -----
    UserWarning
        A file could not be read, or was taught to the model.
    """
    shown = looking.embed(
        source, model.backbone, groups=groups, background=model.background, cache=cache,
        progress=progress,
    )  # fmt: skip
    evaluation = evaluating.evaluate(model, shown)
    again = evaluating.already_taught(model, shown)
    for sentence in [*_failures(shown), *([again] if again else [])]:
        warnings.warn(sentence, stacklevel=2)
    return evaluation


@overload
def watch(
    model: Model | str | Path,
    source: int | str | Path | Frames = 0,
    *,
    threshold: float | None = None,
    smoothing: float | None = None,
    hold_off: float | None = None,
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
        A setting is out of its range, or the model is one of sounds.
    ModelFileError
        The file is no model.
    MediaError
        There is no such source, or it can't be read (any longer).

    Warns
    -----
    UserWarning
        A photo in the folder can't be read.
    """
    model = model if isinstance(model, Model) else load(model)
    loop.check_sees(model)
    settings = Settings.of(model.facts, threshold=threshold, smoothing=smoothing, hold_off=hold_off)
    frames = open_frames(source, fast=fast, existing=existing, read=model.backbone.load)
    events = loop.events(model, frames, settings)
    if callback is None:
        return events
    with closing(events):  # also when the callback raises, and its traceback is kept
        for event in events:
            callback(event)
    return None


def classify(picture: Any, top: int = 5) -> list[tuple[str, float]]:
    """Return the most probable of the backbone's own 1,000 ImageNet labels of a picture.

    Parameters
    ----------
    picture
        A path, a uint8 array [height, width, 3] or a Pillow picture.
    top
        How many labels.

    Returns
    -------
    list of (label, probability)
        The most probable first.
    """
    from understudy.backbones import efficientnet_lite0

    return efficientnet_lite0.classify(backbones.load().load(picture), top)


def _failures(shown: ExampleSet) -> list[str]:
    return [reason for _, reason in shown.failed]


def _name(source: str | Path | Mapping[str, Any], shown: ExampleSet) -> str:
    return Path(source).resolve().name if isinstance(source, (str, Path)) else f"{shown.medium}s"
