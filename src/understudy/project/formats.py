"""The formats that a project.json had, and how an older one becomes this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from understudy.errors import DataError
from understudy.project.records import Json
from understudy.types import Medium

FORMATS: Mapping[Medium, int] = {"picture": 1, "sound": 2, "clip": 3}
"""What a project.json says: those of pictures can still be opened by a version that knows 1."""
FORMAT = max(FORMATS.values())
"""The newest that is known."""
MIGRATIONS: Mapping[int, Callable[[Json], Json]] = {1: dict, 2: dict}
"""What turns the project.json of a format into that of the next: they only have more keys."""


def migrated(value: Json, what: str) -> Json:
    """Return the content of a project.json of any format up to this one, as this format has it.

    Raises
    ------
    DataError
        It is of a newer format, or says none.
    """
    number = value.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise DataError(f"{what} is damaged: its format is {number!r}. Put back a copy of it.")
    if number > FORMAT:
        raise DataError(
            f"{what} has format {number}, and this version of Understudy knows up to {FORMAT}. "
            "Install a newer version to open it."
        )
    while number < FORMAT:
        value = MIGRATIONS[number](value)
        number += 1
    return value
