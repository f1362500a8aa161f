"""A folder of class folders in, the same with no class larger than the others out.

Cut from one video, or held one after the other, neighbouring files show nearly the same: what is
kept is spread evenly over each take, and over the takes of each class.
"""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np

from understudy.errors import DataError
from understudy.media.kinds import kind_of
from understudy.sources.folder import Item, list_folder
from understudy.sources.naming import as_text

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class BalanceReport:
    """What `balance_folder` did."""

    before: dict[str, int]
    """Files of each class."""
    after: dict[str, int]
    """Files kept of each class."""
    skipped: list[tuple[Path, str]] = field(default_factory=list)
    """Files that are left out by intent, each with the reason."""


def balance_folder(
    source: str | Path,
    destination: str | Path,
    *,
    most: int | None = None,
    classes: Iterable[str] = (),
) -> BalanceReport:
    """Copy a folder of class folders, with at most so many files of each class.

    Nothing in `source` is changed; files keep their names, times and takes.

    Parameters
    ----------
    source : path
        `<class>/[<take>/]<file>`: photos, or sounds.
    destination : path
        Missing or empty.
    most : int, optional
        Of each class, 1 or more; by default as many as the smallest class has.
    classes : iterable of str
        Only these are cut back, the others copied whole; by default all.

    Raises
    ------
    DataError
        `source` has no class folders with files, `destination` is not empty, lies in `source` or
        can't be written, `most` is less than 1, or there is no such class.
    """
    source, destination = Path(source), Path(destination)
    listing = list_folder(source)
    skipped = list(listing.skipped)
    by_class: dict[str, list[Item]] = defaultdict(list)
    for item in listing.items:
        if kind_of(item.path) == "video":
            advice = f"is a video; cut it into pictures: understudy frames {item.path} -o FOLDER"
            skipped.append((item.path, advice))
        else:
            by_class[item.label].append(item)
    wanted = set(classes) or set(by_class)
    _check(source, destination, by_class, wanted, most)
    limit = most or min(len(items) for items in by_class.values())
    kept = {
        label: spread(items, limit) if label in wanted else items
        for label, items in by_class.items()
    }
    for items in kept.values():
        for item in items:
            _copy(item.path, destination / item.path.relative_to(source))
    return BalanceReport(
        before={label: len(items) for label, items in by_class.items()},
        after={label: len(items) for label, items in kept.items()},
        skipped=skipped,
    )


def spread(items: Sequence[Item], most: int) -> list[Item]:
    """Return at most so many items: of each take its share, evenly over the take, in order."""
    if len(items) <= most:
        return list(items)
    takes: dict[str | None, list[Item]] = defaultdict(list)
    for item in items:
        takes[item.take].append(item)
    shares = _shares(Counter({take: len(several) for take, several in takes.items()}), most)
    chosen = {
        item.path for take, several in takes.items() for item in _evenly(several, shares[take])
    }
    return [item for item in items if item.path in chosen]


def _shares(sizes: Counter[str | None], most: int) -> dict[str | None, int]:
    """Return how many of each take are kept: as many of each as there are, filled up in turn."""
    shares = dict.fromkeys(sizes, 0)
    left = most
    while left:
        open_takes = [take for take in sizes if shares[take] < sizes[take]]
        each = max(1, left // len(open_takes))
        for take in _evenly(open_takes, min(left, len(open_takes))):
            more = min(each, sizes[take] - shares[take], left)
            shares[take] += more
            left -= more
    return shares


def _evenly(several: Sequence[Kept], count: int) -> list[Kept]:
    """Return so many of several, evenly over them: the middles of equal parts."""
    middles = (np.arange(count) + 0.5) * len(several) / max(1, count)
    return [several[int(middle)] for middle in middles]


def _check(
    source: Path,
    destination: Path,
    by_class: dict[str, list[Item]],
    wanted: set[str],
    most: int | None,
) -> None:
    if not by_class:
        raise DataError(
            f"{source} holds videos only; cut them into pictures first: understudy frames."
        )
    if most is not None and most < 1:
        raise DataError(f"{most} files of a class are to be kept; expected 1 or more.")
    unknown = sorted(wanted - set(by_class))
    if unknown:
        raise DataError(
            f"There is no class {unknown[0]!r} in {source}; there are: {', '.join(by_class)}."
        )
    if destination.resolve().is_relative_to(source.resolve()):
        raise DataError(f"{destination} is or lies in {source}. Choose a folder outside.")
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise DataError(f"{destination} is not an empty folder. Choose a new one.")


def _copy(path: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    except OSError as error:
        raise DataError(
            f"{as_text(str(path))} can't be copied to {as_text(str(target))} ({error.strerror}). "
            "Is there room, and may it be written?"
        ) from error
