"""A folder of class folders: photos/<class>/[<take>/]<file>."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from understudy.errors import DataError
from understudy.media.kinds import kind_of
from understudy.sources.groups import read_groups
from understudy.sources.naming import NaturalKey, as_text, natural_key, natural_path_key

MAX_FILES = 1_000_000
"""More files than this in one folder are taken for a slip, such as the root of a disk."""

SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir"})
NOT_MEDIA = "not a picture or video"
LAYOUT = "put pictures in one folder per class, such as {root}/rock/1.jpg"


@dataclass(frozen=True, slots=True)
class Item:
    """One picture or video to learn from."""

    path: Path
    label: str
    """The name of its class folder, NFC-normalised."""
    take: str | None
    """The take it is stated to belong to, within its class; None when that has to be found."""
    group: str | None
    """The person or session it belongs to, when a groups file says so."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder of class folders holds."""

    items: list[Item]
    """Every picture and video, class by class, in natural order (2 before 10)."""
    labels: list[str]
    """The classes that have an item, in natural order."""
    skipped: list[tuple[Path, str]]
    """What was left out, each with its reason."""


def list_folder(root: str | Path, groups: str | Path | None = None) -> Listing:
    """List the pictures and videos of a folder that holds one folder per class.

    The folder below a class names the take (deeper folders belong to the same one), and a video
    that lies directly in its class is a take by itself. Hidden and system files are passed over
    silently, links to folders are not followed; nothing is decoded.

    Parameters
    ----------
    root : path
        The folder that holds the class folders.
    groups : path, optional
        A CSV file of groups; see `read_groups`.

    Raises
    ------
    DataError
        The folder is missing, not a folder, empty, without class folders, without a single
        picture or video, too large, has two classes whose names are the same text, or does not
        agree with the groups file.
    """
    root = Path(root)
    top = _top(root)
    class_folders = _label(root, top.folders)
    pictures = [path for path in top.files if kind_of(path)]
    if not class_folders:
        if pictures:
            layout = LAYOUT.replace("pictures", "them").format(root=root)
            raise DataError(f"{root} holds pictures directly; {layout}.")
        raise DataError(f"{root} has no class folders; {LAYOUT.format(root=root)}.")

    skipped = [*top.odd, *((path, "not inside a class folder") for path in pictures)]
    others = [path for path in top.files if not kind_of(path)]
    if groups is not None:
        others = [path for path in others if not _same_file(path, Path(groups))]
    skipped.extend((path, NOT_MEDIA) for path in others)

    found: list[tuple[Path, str]] = []
    for label, folder in class_folders.items():
        before = len(found)
        for path in _walk(folder, skipped):
            if kind_of(path):
                found.append((path, label))
            else:
                skipped.append((path, NOT_MEDIA))
            if len(found) + len(skipped) > MAX_FILES:
                raise DataError(
                    f"{root} holds more than {MAX_FILES:,} files; give a folder that holds only "
                    "what is to be taught."
                )
        if len(found) == before:
            skipped.append((folder, "a class folder without a picture or video"))
    if not found:
        raise DataError(
            f"{root} has class folders, such as {next(iter(class_folders))}, but no picture or "
            "video in any of them; put at least one into each."
        )

    found.sort(key=lambda pair: (natural_key(pair[1]), _order(pair[0], root)))
    skipped.sort(key=lambda pair: _order(pair[0], root))
    names = [path.relative_to(root).as_posix() for path, _ in found]
    group_of = read_groups(groups, names) if groups is not None else {}
    items = [
        Item(path, label, _take(path, class_folders[label]), group_of.get(name))
        for (path, label), name in zip(found, names, strict=True)
    ]
    return Listing(items, list(dict.fromkeys(label for _, label in found)), skipped)


def _take(path: Path, class_folder: Path) -> str | None:
    first, *deeper = path.relative_to(class_folder).parts
    return as_text(first) if deeper or kind_of(path) == "video" else None


def _order(path: Path, root: Path) -> list[NaturalKey]:
    return natural_path_key(path.relative_to(root).parts)


def _label(root: Path, folders: list[Path]) -> dict[str, Path]:
    """Return the folder of each label."""
    named: dict[str, Path] = {}
    for folder in sorted(folders, key=lambda path: natural_key(path.name)):
        label = as_text(folder.name)
        if label in named:
            raise DataError(
                f"{root} holds two folders that both read {label!r}, written with different "
                "characters; rename one, or move its files into the other."
            )
        named[label] = folder
    return named


@dataclass(frozen=True, slots=True)
class _Entries:
    """What lies directly in one folder."""

    folders: list[Path]
    files: list[Path]
    odd: list[tuple[Path, str]]


def _top(root: Path) -> _Entries:
    try:
        entries = _scan(root)
    except FileNotFoundError:
        raise DataError(
            f"{root} does not exist; give a folder with one folder per class inside."
        ) from None
    except NotADirectoryError:
        raise DataError(
            f"{root} is a file; give a folder with one folder per class inside."
        ) from None
    except OSError as error:
        raise DataError(f"The folder {root} can't be read: {error.strerror}.") from error
    if not (entries.folders or entries.files or entries.odd):
        raise DataError(f"{root} is empty; {LAYOUT.format(root=root)}.")
    return entries


def _walk(folder: Path, skipped: list[tuple[Path, str]]) -> Iterator[Path]:
    """Yield every file below a folder; add what can't be entered to `skipped`."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = _scan(current)
        except OSError as error:
            skipped.append((current, f"this folder can't be read: {error.strerror}"))
            continue
        pending.extend(entries.folders)
        skipped.extend(entries.odd)
        yield from entries.files


def _scan(folder: Path) -> _Entries:
    found = _Entries([], [], [])
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.casefold() in SYSTEM_NAMES:
                continue
            path = folder / entry.name
            if entry.is_symlink() or _is_junction(entry):
                if path.is_dir():
                    found.odd.append((path, "a link to a folder, which is not followed"))
                elif path.is_file():
                    found.files.append(path)
                else:
                    found.odd.append((path, "a link that leads nowhere"))
            elif entry.is_dir(follow_symlinks=False):
                found.folders.append(path)
            elif entry.is_file(follow_symlinks=False):
                found.files.append(path)
            else:
                found.odd.append((path, "neither a file nor a folder"))
    return found


def _is_junction(entry: os.DirEntry[str]) -> bool:
    # Windows' other kind of link to a folder; Python tells from 3.12 on.
    return bool(getattr(entry, "is_junction", bool)())


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
