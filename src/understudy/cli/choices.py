"""`understudy backbones` and `understudy heads`: what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer


def backbones() -> None:
    """List what can turn pictures into features."""
    from understudy.backbones import REGISTRY

    _list(REGISTRY)


def heads() -> None:
    """List what can be trained on features."""
    from understudy.heads import REGISTRY

    _list(REGISTRY)


def _list(registry: Mapping[str, Any]) -> None:
    width = max(map(len, registry))
    for name, entry in registry.items():
        typer.echo(f"{name:{width}}  {entry.description}")
