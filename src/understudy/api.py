"""The public verbs: the one place where the stages are wired together."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from understudy import backbones, heads
from understudy.evaluation.results import Evaluation
from understudy.heads.settings import about
from understudy.listening import listen as listen
from understudy.model import Model
from understudy.spotting import spot as spot
from understudy.training import evaluating, looking, teaching
from understudy.training.binary import head_settings
from understudy.training.examples import ExampleSet
from understudy.training.finding import found_in
from understudy.training.gathering import Progress
from understudy.training.variants import asked_for
from understudy.watching import watch as watch


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
    binary: str | None = None,
    variants: int = 0,
    flips: bool | None = None,
    seed: int | None = None,
    room: Any = None,
    cache: bool = True,
    progress: Progress | None = None,
    **settings: Any,
) -> Model:
    """Teach a model from examples.

    Parameters
    ----------
    source
        A folder with one folder of photos, videos or recordings per class, a project of the
        studio, or a mapping from label to paths and pictures, sounds or clips:
        `{"rock": ["a.jpg", array], "paper": [...]}`, `{"clap": ["a.wav", (samples, rate)]}`.
        State takes by a mapping in the mapping: `{"rock": {"monday": [...], "tuesday": [...]}}`.
        A recording is one take, and an example is cut from it wherever there is a sound. So is a
        clip of an action; of a longer video an example is cut wherever something moves.
    kind
        "pictures", "sounds" or "actions"; by default what there is tells. Of videos, pictures are
        their frames, sounds their sound tracks, and actions what is done in them.
    backbone
        What turns all this into features; see `understudy.backbones.REGISTRY`. By default a
        project's own, else `understudy.backbones.DEFAULT`, for actions "actions", or for sounds
        "sound" or "sound-short", as they are long. Or "auto": of pictures and actions the whole,
        hands or a body, whichever is right most often on held-out takes. Why is in
        `model.facts["backbone_choice"]`.
    head
        What is trained on them; see `understudy.heads.REGISTRY`.
    groups
        CSV file with the columns file and group: files of one group (a person, a session) are
        never split between training and testing.
    background
        Classes that are taught like any other but are nothing to react to, such as "nothing",
        "noise" or "other"; of recordings and videos of them everything counts, not only where there
        is a sound or something moves.
    mix_noise
        Teach every sound once more with the noise of the background classes under it, so that it
        is recognised in that noise; by default a project's own choice, else not.
    one_class
        Accept a single class, and tell it from everything else.
    binary
        The class that is told apart from the rest: binary="punch" teaches "punch" and "not punch",
        a background class of all others. The head "dense" then has one sigmoid unit.
    variants
        How many random variants of each picture or clip are learned besides, 0 to 8: moved,
        turned, blurred, in other light. They are never tested on.
    flips
        Whether half of the variants are mirrored; by default those of pictures are, and those of
        actions are not. Say no where left and right mean different things.
    seed
        Of the variants, by default 44, and of a head that has one.
    room
        A picture of the empty room, for the backbone "silhouette".
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
    if seed is not None and (not variants or "seed" in {one.name for one in about(head).settings}):
        settings["seed"] = seed
    if binary is not None:
        settings = head_settings(head, settings)
    new_head = heads.create(head, **settings)
    choice = looking.see(
        source, backbone, kind=kind, groups=groups, background=background, mix_noise=mix_noise,
        binary=binary, variants=asked_for(variants, seed if variants else None, flips), room=room,
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
    """Show a model pictures, sounds or clips with known answers, and say how right it is.

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
