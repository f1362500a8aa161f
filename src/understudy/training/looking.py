"""Takes in all that a user gives: a folder, a project, or a mapping of pictures or sounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from understudy import backbones
from understudy.backbones.backbone import Backbone, SoundBackbone
from understudy.errors import DataError, UnderstudyError
from understudy.project.cache import FeatureCache, default_path
from understudy.project.records import Cut
from understudy.sources.folder import NOT_MEDIA
from understudy.training import choosing, examples, hearing, noise
from understudy.training.examples import ExampleSet
from understudy.training.gathering import (
    KINDS,
    Input,
    Inputs,
    Progress,
    gather,
    medium_of,
)


def embed(
    source: str | Path | Mapping[str, Any],
    backbone: Backbone,
    *,
    groups: str | Path | None = None,
    background: Iterable[str] = (),
    cache: bool = True,
    progress: Progress | None = None,
) -> ExampleSet:
    """Return the features and labels of everything in a source, and why the rest is left out."""
    given = cut_for(backbone, gather(source, groups, backbone.medium), source)
    nothing = [*background, *given.background]
    with FeatureCache(default_path() if cache else None) as kept:
        shown = examples.embed(
            given.inputs, backbone, cache=kept, progress=progress, background=nothing
        )
    _note_left_out(given, shown)
    return shown


def see(
    source: str | Path | Mapping[str, Any],
    backbone: str | None = None,
    *,
    kind: str | None = None,
    groups: str | Path | None = None,
    background: Iterable[str] = (),
    mix_noise: bool | None = False,
    cache: bool = True,
    progress: Progress | None = None,
) -> choosing.Choice:
    """Return what the backbone of that name makes of a source; "auto" chooses one.

    Parameters
    ----------
    source, groups
        As for `understudy.teach`.
    backbone
        A registered name, or `choosing.AUTO`; None for the project's own, and for what is no
        project, the default for pictures, or what suits the length of the sounds.
    kind
        Whether to go by "pictures" or "sounds"; by default the backbone or what there is tells.
    background
        Labels of classes in which nothing has to be found.
    mix_noise
        Whether `Choice.examples` have every sound over again with background noise under it; None
        for whether a project does so.
    cache
        Keep features of files.
    progress
        Called with (files done, files in all), anew for every backbone that is tried, and before
        that while some sounds of each class are measured.

    Raises
    ------
    UnderstudyError
        There is no such backbone, or it does not take what there is.
    DataError
        There is nothing to look at.
    """
    named = backbones.load(backbone) if backbone not in (None, choosing.AUTO) else None
    medium = medium_of(kind) or (None if named is None else named.medium)
    given = gather(source, groups, medium)
    nothing = [*background, *given.background]
    with FeatureCache(default_path() if cache else None) as kept:

        def look(one: Backbone, inputs: Sequence[Input]) -> ExampleSet:
            return examples.embed(inputs, one, cache=kept, progress=progress, background=nothing)

        if backbone is None and given.backbone is not None:
            named = backbones.load(given.backbone)
        if backbone == choosing.AUTO and given.medium == "picture":
            choice = choosing.choose(given.inputs, look, background=nothing)
        else:
            chosen = None
            if named is None and given.medium == "sound":
                some = choosing.sample(given.inputs)
                events = hearing.all_events(some, nothing, kept, progress)
                chosen = choosing.by_length(events.values())
            named = named or backbones.load(chosen.name if chosen else backbones.DEFAULT)
            check_medium(named, given)
            given = cut_for(named, given, source)
            choice = choosing.Choice(chosen, named, look(named, given.inputs))
        wanted = mixed_labels(given, nothing, mix_noise)
        if wanted and isinstance(choice.backbone, SoundBackbone):
            again = noise.under_noise(
                choice.examples, choice.backbone, nothing, wanted, cache=kept, progress=progress
            )
            choice = replace(choice, examples=replace(choice.examples, mixed=again))
    _note_left_out(given, choice.examples)
    return choice


def mixed_labels(given: Inputs, background: Iterable[str], mix_noise: bool | None) -> list[str]:
    """Return which background classes are mixed into the training of the others.

    Raises
    ------
    DataError
        They are asked for, and there are none, or these are pictures.
    """
    there = {one.label for one in given.inputs}
    if mix_noise is None:
        return [label for label in given.mixed if label in there]
    if not mix_noise:
        return []
    if given.medium != "sound":
        raise DataError("Noise can be mixed into sounds, and these are pictures.")
    if not (found := [one for one in given.mixed or background if one in there]):
        raise DataError(noise.NO_BACKGROUND)
    return found


def cut_for(backbone: Backbone, given: Inputs, source: Any) -> Inputs:
    """Return the recordings of a project cut as a backbone wants them, whatever else was given."""
    if not isinstance(backbone, SoundBackbone) or given.cut is None:
        return given
    cut = Cut(backbone.window, backbone.step)
    return given if given.cut == cut else gather(source, cut=cut)


def check_medium(backbone: Backbone, given: Inputs) -> None:
    """Raise UnderstudyError if a backbone does not take what was given."""
    if backbone.medium != given.medium:
        raise UnderstudyError(
            f"The backbone {backbone.name!r} takes {KINDS[backbone.medium]}, and these are "
            f"{KINDS[given.medium]}. Choose another, see: understudy backbones"
        )


def _note_left_out(given: Inputs, shown: ExampleSet) -> None:
    shown.background.extend(given.background)
    for name, reason in given.skipped:
        if reason in NOT_MEDIA.values():
            shown.passed_over.append(name)
        else:
            shown.failed.append((name, f"{name}: {reason}"))
