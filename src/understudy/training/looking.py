"""Takes in all that a user gives: a folder, a project, or a mapping of pictures or the like."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from understudy import backbones
from understudy.backbones import silhouette
from understudy.backbones.backbone import Backbone, ClipBackbone, SoundBackbone
from understudy.errors import DataError, UnderstudyError
from understudy.media.picture import Source as Room
from understudy.project.cache import FeatureCache, default_path
from understudy.project.layout import Layout
from understudy.project.listing import project_at
from understudy.project.records import Cut
from understudy.project.room import room_of
from understudy.sources.folder import NOT_MEDIA
from understudy.training import binary as telling
from understudy.training import choosing, examples, hearing, noise, shifting, varying
from understudy.training.examples import ExampleSet
from understudy.training.gathering import (
    KINDS,
    Input,
    Inputs,
    Progress,
    gather,
    medium_of,
)
from understudy.training.mixing import together
from understudy.training.variants import Variants
from understudy.types import Medium

USUAL: Mapping[Medium, str] = {
    "picture": backbones.DEFAULT,
    "sound": backbones.DEFAULT_SOUND,
    "clip": backbones.DEFAULT_CLIP,
}
"""The backbone of each medium where none is chosen."""


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
    binary: str | None = None,
    variants: Variants | None = None,
    room: Room | None = None,
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
        project, the default for pictures or actions, or what suits the length of the sounds.
    kind
        Whether to go by "pictures", "sounds" or "actions"; by default the backbone or what there
        is tells.
    background
        Labels of classes in which nothing has to be found.
    mix_noise
        Whether `Choice.examples` have every sound over again with background noise under it; None
        for whether a project does so.
    binary
        The class that is told apart from the rest.
    variants
        Which variants of each picture or clip `Choice.examples` have over again.
    room
        A picture of the empty room, for the backbone "silhouette"; of a project by default its own.
    cache
        Keep features of files.
    progress
        Called with (files done, files in all), anew for every backbone that is tried, and before
        that while some sounds of each class are measured; then with those seen as variants.

    Raises
    ------
    UnderstudyError
        There is no such backbone, or it does not take what there is.
    DataError
        There is nothing to look at, no such class, or what is asked for is not for these.
    """
    named = _named(backbone, room, source)
    medium = medium_of(kind) or (None if named is None else named.medium)
    given = gather(source, groups, medium)
    nothing = [*background, *given.background]
    if binary is not None:
        telling.check(binary, {one.label for one in given.inputs}, nothing)
    if variants is not None:
        variants = variants.of_medium(given.medium)
    with FeatureCache(default_path() if cache else None) as kept:

        def look(one: Backbone, inputs: Sequence[Input]) -> ExampleSet:
            return examples.embed(inputs, one, cache=kept, progress=progress, background=nothing)

        if backbone is None and given.backbone is not None:
            named = _named(given.backbone, room, source)
        if backbone == choosing.AUTO and (names := choosing.COMPARED.get(given.medium)):
            choice = choosing.choose(given.inputs, look, names, background=nothing)
        else:
            chosen = None
            if named is None and given.medium == "sound":
                some = choosing.sample(given.inputs)
                events = hearing.all_events(some, nothing, kept, progress)
                chosen = choosing.by_length(events.values())
            named = named or backbones.load(chosen.name if chosen else USUAL[given.medium])
            check_medium(named, given)
            given = cut_for(named, given, source)
            choice = choosing.Choice(chosen, named, look(named, given.inputs))
        wanted = mixed_labels(given, nothing, mix_noise)
        if wanted and isinstance(choice.backbone, SoundBackbone):
            again = noise.under_noise(
                choice.examples, choice.backbone, nothing, wanted, cache=kept, progress=progress
            )
            choice = replace(choice, examples=replace(choice.examples, mixed=again))
        if binary is not None:
            nothing = [telling.rest_of(binary)]
            choice = replace(choice, examples=telling.told_apart(choice.examples, binary))
        if isinstance(choice.backbone, ClipBackbone):
            choice = replace(choice, examples=shifted(choice.examples, choice.backbone, nothing))
        if variants is not None:
            varied = varying.over_again(
                choice.examples, choice.backbone, variants, cache=kept, progress=progress
            )
            both = together(choice.examples.mixed, varied, choice.examples.labels)
            choice = replace(choice, examples=replace(choice.examples, mixed=both))
    _note_left_out(given, choice.examples)
    return replace(choice, examples=replace(choice.examples, kind_stated=kind is not None))


def _named(backbone: str | None, room: Room | None, source: Any) -> Backbone | None:
    """Return the backbone that is asked for by name, or None; a project may have its own room.

    Raises
    ------
    UnderstudyError
        There is no such backbone, it does not look at the room, or there is no room.
    """
    if backbone == silhouette.NAME:
        return silhouette.load(_room_in(source) if room is None else room)
    if room is not None:
        raise UnderstudyError(
            f"A picture of the room is for the backbone {silhouette.NAME!r}, and the backbone "
            f"is {backbone or 'not named'}. Add --backbone {silhouette.NAME} (in Python, "
            f"backbone={silhouette.NAME!r}), or leave the room out."
        )
    return backbones.load(backbone) if backbone not in (None, choosing.AUTO) else None


def _room_in(source: Any) -> Path | None:
    """Return the picture of the empty room that was captured for a project, if it is one."""
    project = project_at(source) if isinstance(source, (str, Path)) else None
    return None if project is None else room_of(Layout(project))


def shifted(shown: ExampleSet, backbone: ClipBackbone, background: Collection[str]) -> ExampleSet:
    """Return examples of actions with those that are learned over again at other times."""
    videos = [one.name for one in shown.inputs]
    again = shifting.over_again(shown.features, shown.labels, background, backbone.hop, videos)
    return replace(shown, mixed=again)


def mixed_labels(given: Inputs, background: Iterable[str], mix_noise: bool | None) -> list[str]:
    """Return which background classes are mixed into the training of the others.

    Raises
    ------
    DataError
        They are asked for, and there are none, or these are no sounds.
    """
    there = {one.label for one in given.inputs}
    if mix_noise is None:
        return [label for label in given.mixed if label in there]
    if not mix_noise:
        return []
    if given.medium != "sound":
        raise DataError(f"Noise can be mixed into sounds, and these are {KINDS[given.medium]}.")
    if not (found := [one for one in given.mixed or background if one in there]):
        raise DataError(noise.NO_BACKGROUND)
    return found


def cut_for(backbone: Backbone, given: Inputs, source: Any) -> Inputs:
    """Return a project's recordings or clips cut for a backbone, whatever else was given."""
    if not isinstance(backbone, (SoundBackbone, ClipBackbone)) or given.cut is None:
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
