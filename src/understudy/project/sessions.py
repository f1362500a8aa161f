"""What is known of the takes that are coming in at this moment."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from understudy.project.records import Found, Source, TakeRecord


@dataclass
class Session:
    """Frames coming to a take of pictures: one entry in the journal."""

    already: tuple[int, ...]
    """The numbers that the take had before."""
    entered: bool = False
    """Whether the journal has its entry."""


class Hold(ABC):
    """A recording or clip coming to a take: a file that is appended to, and becomes another."""

    pending: ClassVar[str]
    """The suffix of the file that is appended to."""
    suffix: ClassVar[str]
    """The suffix of the file that it becomes."""
    source: ClassVar[Source]
    """Where it comes from, where the record of its take was lost."""
    usual_rate: ClassVar[float | None]
    """Samples or frames a second, where nothing says how many."""

    def __init__(self, path: Path, record: TakeRecord) -> None:
        """`path` is the file that is appended to, of a take with this record."""
        self.path = path

    @staticmethod
    @abstractmethod
    def check(record: TakeRecord | None, rate: float | None) -> None:
        """Raise DataError unless what comes at a rate can go to a take, new or not."""

    @staticmethod
    @abstractmethod
    def reopen(kept: Path, path: Path) -> None:
        """Make the file that is appended to of the one that it became; OSError when that fails."""

    @abstractmethod
    def keep(self, path: Path) -> Found | None:
        """Write the file that it becomes, wait until it is on disk, and return what is in it.

        None, and no file, where there is nothing to keep. What fails leaves no file.

        Raises
        ------
        OSError
            It can't be written.
        """
