"""Looks at all that a user gives: a folder, a project or a mapping of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from understudy import backbones
from understudy.backbones.backbone import Backbone
from understudy.project.cache import FeatureCache, default_path
from understudy.sources.folder import NOT_MEDIA
from understudy.training import choosing, examples
from understudy.training.examples import ExampleSet, Input, Inputs, Progress


def embed(
    source: str | Path | Mapping[str, Any],
    backbone: Backbone,
    *,
    groups: str | Path | None = None,
    cache: bool = True,
    progress: Progress | None = None,
) -> ExampleSet:
    """Return the features and labels of everything in a source, and why the rest is left out."""
    given = examples.gather(source, groups)
    with FeatureCache(default_path() if cache else None) as kept:
        shown = examples.embed(given.inputs, backbone, cache=kept, progress=progress)
    _note_left_out(given, shown)
    return shown


def see(
    source: str | Path | Mapping[str, Any],
    backbone: str | None = None,
    *,
    groups: str | Path | None = None,
    background: Iterable[str] = (),
    cache: bool = True,
    progress: Progress | None = None,
) -> choosing.Choice:
    """Return what the backbone of that name makes of a source; "auto" tries several.

    Parameters
    ----------
    source, groups
        As for `understudy.teach`.
    backbone
        A registered name, or `choosing.AUTO`; None for the project's own, and for what is no
        project, the default.
    background
        Labels of classes in which nothing has to be found.
    cache
        Keep features of files.
    progress
        Called with (files done, files in all), anew for every backbone that is tried.

    Raises
    ------
    UnderstudyError
        There is no such backbone.
    DataError
        There is nothing to look at.
    """
    given = examples.gather(source, groups)
    nothing = [*background, *given.background]
    with FeatureCache(default_path() if cache else None) as kept:

        def look(one: Backbone, inputs: Sequence[Input]) -> ExampleSet:
            return examples.embed(inputs, one, cache=kept, progress=progress)

        if backbone == choosing.AUTO:
            choice = choosing.choose(given.inputs, look, background=nothing)
        else:
            chosen = backbones.load(backbone or given.backbone or backbones.DEFAULT)
            choice = choosing.Choice(None, chosen, look(chosen, given.inputs))
    _note_left_out(given, choice.examples)
    return choice


def _note_left_out(given: Inputs, shown: ExampleSet) -> None:
    shown.background.extend(given.background)
    for name, reason in given.skipped:
        if reason == NOT_MEDIA:
            shown.passed_over.append(name)
        else:
            shown.failed.append((name, f"{name}: {reason}"))
