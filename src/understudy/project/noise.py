"""Which classes of a sound project are mixed into the training of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from understudy.project.records import ClassRecord

SETTING = "mixed_noise"
"""Under which a project keeps their ids."""


def mixed_noise(classes: Iterable[ClassRecord], settings: Mapping[str, Any]) -> list[ClassRecord]:
    """Return the background classes whose noise every other class is also taught with.

    None where the setting is damaged.
    """
    kept = settings.get(SETTING)
    chosen = kept if isinstance(kept, list) else []
    return [one for one in classes if one.role == "background" and one.id in chosen]
