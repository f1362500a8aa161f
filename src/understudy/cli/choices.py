"""`understudy backbones` and `understudy heads`: what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer


def backbones() -> None:
    """List what can turn pictures, sounds and clips into features."""
    from understudy.backbones import DEFAULT_SOUND, REGISTRY
    from understudy.evaluation.sentences import listed
    from understudy.training.choosing import AUTO, CLIP_NAMES, NAMES
    from understudy.training.sound_length import SHORT

    _list(REGISTRY)
    pictures, clips = listed(NAMES, ("", "")), listed(CLIP_NAMES, ("", ""))
    typer.echo(f"\n{AUTO} tries {pictures} and keeps what is right most often on held-out takes;")
    typer.echo(f"of actions it tries {clips};")
    typer.echo(f"of sounds it takes {DEFAULT_SOUND} for words and {SHORT} for what is shorter")


def heads() -> None:
    """List what can be trained on features, and what can be set of it."""
    from understudy.heads import REGISTRY
    from understudy.heads.settings import about

    settings = {name: about(name).settings for name in REGISTRY}
    _list(REGISTRY)
    typer.echo()
    width = max(len(f"{name} {one.name}") for name, several in settings.items() for one in several)
    for name, several in settings.items():
        for one in several:
            usual = "" if one.default is None else f" (by default {one.default})"
            typer.echo(f"{f'{name} {one.name}':{width}}  {one.help}{usual}")


def _list(registry: Mapping[str, Any]) -> None:
    width = max(map(len, registry))
    for name, entry in registry.items():
        typer.echo(f"{name:{width}}  {entry.description}")
