"""A folder of class folders: photos/<class>/[<take>/]<file>, or of sounds, or of clips."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from understudy.errors import DataError
from understudy.media.kinds import kind_of
from understudy.sources.groups import read_groups
from understudy.sources.naming import NaturalKey, as_text, natural_key, natural_path_key
from understudy.types import Medium

MAX_FILES = 1_000_000
"""More files than this in one folder are taken for a slip, such as the root of a disk."""

SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir"})


@dataclass(frozen=True, slots=True)
class _Words:
    """How people call what one medium is made of."""

    kinds: frozenset[str]
    """As of `kind_of`; a video is pictures or, where they are asked for, its sound track or what
    is done in it."""
    many: str
    any_of: str
    example: str
    """Where a file might lie in a folder."""


WORDS: Mapping[Medium | None, _Words] = {
    "picture": _Words(frozenset({"image", "video"}), "pictures", "picture or video", "rock/1.jpg"),
    "sound": _Words(frozenset({"sound", "video"}), "sounds", "sound", "clap/1.wav"),
    "clip": _Words(frozenset({"video"}), "videos", "video", "punch/1.mp4"),
    None: _Words(
        frozenset({"image", "video", "sound"}), "pictures", "picture, video or sound", "rock/1.jpg"
    ),
}
"""None: of a folder that has neither pictures nor sounds to tell by."""
NOT_MEDIA: Mapping[Medium | None, str] = {
    medium: f"not a {words.any_of}" for medium, words in WORDS.items()
}
"""Why notes and the like are passed over."""


@dataclass(frozen=True, slots=True)
class Item:
    """One picture, video, sound or clip to learn from."""

    path: Path
    label: str
    """The name of its class folder, NFC-normalised."""
    take: str | None
    """The take it is stated to belong to, within its class; None when that has to be found."""
    group: str | None
    """The person or session it belongs to, when a groups file says so."""
    centres: tuple[float, ...] | None = None
    """Of a recording or clip: the middles of its examples in seconds; None when they have to be
    found."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder of class folders holds."""

    items: list[Item]
    """Pictures and videos, or sounds, or clips, class by class, in natural order (2 before 10)."""
    labels: list[str]
    """The classes that have an item, in natural order."""
    skipped: list[tuple[Path, str]]
    """What was left out, each with its reason."""
    medium: Medium | None = "picture"
    """None where there are only videos: nothing but a look inside tells what they are about."""


def list_folder(
    root: str | Path, groups: str | Path | None = None, medium: Medium | None = None
) -> Listing:
    """List the pictures and videos, or the sounds, of a folder that holds one folder per class.

    The folder below a class names the take (deeper folders belong to the same one), and a video
    that lies directly in its class is a take by itself. Hidden and system files are passed over
    silently, links to folders are not followed; nothing is decoded.

    Parameters
    ----------
    root : path
        The folder that holds the class folders.
    groups : path, optional
        A CSV file of groups; see `read_groups`.
    medium : "picture", "sound" or "clip", optional
        What to list; by default pictures or sounds, whichever there are.

    Raises
    ------
    DataError
        The folder is missing, not a folder, empty, without class folders, without a single file
        to list, too large, has both pictures and sounds and it is not said which to list, has two
        classes whose names are the same text, or does not agree with the groups file.
    """
    root = Path(root)
    top = _top(root, medium)
    class_folders = _label(root, top.folders)
    if not class_folders:
        direct = _told(root, top.files) if medium is None else medium
        if any(kind_of(path) in WORDS[direct].kinds for path in top.files):
            many = WORDS[direct].many
            raise DataError(f"{root} holds {many} directly; {_layout(root, direct, 'them')}.")
        raise DataError(f"{root} has no class folders; {_layout(root, medium)}.")

    skipped = list(top.odd)
    files: list[tuple[Path, str]] = []
    for label, folder in class_folders.items():
        for path in _walk(folder, skipped):
            files.append((path, label))
            if len(files) + len(skipped) > MAX_FILES:
                raise DataError(
                    f"{root} holds more than {MAX_FILES:,} files; give a folder that holds only "
                    "what is to be taught."
                )
    medium = medium or _told(root, [path for path, _ in files])
    words = WORDS[medium]
    found = [(path, label) for path, label in files if kind_of(path) in words.kinds]
    skipped += [(path, _why_not(path, medium)) for path, _ in files if _why_not(path, medium)]
    loose = [path for path in top.files if groups is None or not _same_file(path, Path(groups))]
    skipped += [(path, _why_not(path, medium) or "not inside a class folder") for path in loose]
    full = {label for _, label in found}
    skipped += [
        (folder, f"a class folder without a {words.any_of}")
        for label, folder in class_folders.items()
        if label not in full
    ]
    if not found:
        only = _other(medium, [path for path, _ in files])
        raise DataError(
            f"{root} has class folders, such as {next(iter(class_folders))}, but no "
            f"{words.any_of} in any of them{only}; put at least one into each."
        )

    found.sort(key=lambda pair: (natural_key(pair[1]), _order(pair[0], root)))
    skipped.sort(key=lambda pair: _order(pair[0], root))
    names = [path.relative_to(root).as_posix() for path, _ in found]
    group_of = read_groups(groups, names) if groups is not None else {}
    items = [
        Item(path, label, _take(path, class_folders[label]), group_of.get(name))
        for (path, label), name in zip(found, names, strict=True)
    ]
    return Listing(items, list(dict.fromkeys(label for _, label in found)), skipped, medium)


def _told(root: Path, files: Sequence[Path]) -> Medium | None:
    """Return what files are about; None where no picture and no sound tells."""
    first: dict[str, Path] = {}
    for path in files:
        kind = kind_of(path) or ""
        first[kind] = min(path, first.get(kind, path))
    if "image" in first and "sound" in first:
        image, sound = (first[kind].relative_to(root).as_posix() for kind in ("image", "sound"))
        raise DataError(
            f"{root} holds pictures, such as {image}, and sounds, such as {sound}. Say which to "
            'go by, --kind pictures or --kind sounds (in Python, kind="sounds"): the others '
            "are then left out."
        )
    return "picture" if "image" in first else "sound" if "sound" in first else None


def _why_not(path: Path, medium: Medium | None) -> str:
    """Say why a file is not listed; nothing of one that is."""
    kind = kind_of(path)
    if kind in WORDS[medium].kinds:
        return ""
    if kind is None:
        return NOT_MEDIA[medium]
    return f"a {'picture' if kind == 'image' else kind}, left out among {WORDS[medium].many}"


def _other(medium: Medium | None, files: Sequence[Path]) -> str:
    """Say that there are sounds where pictures are asked for, or the other way round."""
    there = {kind_of(path) for path in files}
    strange = [many for kind, many in (("image", "pictures"), ("sound", "sounds")) if kind in there]
    return f", only {' and '.join(strange)}" if medium and strange else ""


def _layout(root: Path, medium: Medium | None, them: str = "") -> str:
    words = WORDS[medium]
    return f"put {them or words.many} in one folder per class, such as {root}/{words.example}"


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


def _top(root: Path, medium: Medium | None) -> _Entries:
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
        raise DataError(f"{root} is empty; {_layout(root, medium)}.")
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
