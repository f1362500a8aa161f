"""A folder of class folders in, the same with random variants of every photo out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understudy.errors import DataError, MediaError, MissingExtraError
from understudy.media.atomic import write_bytes
from understudy.media.image import read_image, write_jpeg
from understudy.media.kinds import kind_of
from understudy.media.limits import MAX_IMAGE_PIXELS
from understudy.training.augmentation.naming import place
from understudy.training.augmentation.pipeline import augment, variant_rng
from understudy.training.augmentation.pixels import resized
from understudy.types import Image

RECORD = "augment.json"
"""What a folder of variants was made from and how; it lets an interrupted run go on."""

PIPELINE_VERSION = 1  # raise it when equal seeds no longer give equal pictures

Progress = Callable[[int, int], None]
"""Called after every photo with the number of photos done and of all."""


@dataclass(frozen=True, slots=True)
class AugmentReport:
    """What `augment_folder` did."""

    photos: int
    """Photos whose variants are all there."""
    written: int
    """Pictures written in this run."""
    kept: int
    """Pictures that an earlier, interrupted run had written."""
    failed: tuple[tuple[Path, str], ...]
    """Photos that can't be read, each with the reason."""
    skipped: tuple[tuple[Path, str], ...]
    """Files that are left out by intent, each with the reason."""


def augment_folder(
    source: str | Path,
    destination: str | Path,
    *,
    copies: int,
    seed: int,
    size: tuple[int, int] | None = None,
    originals: bool = True,
    progress: Progress | None = None,
) -> AugmentReport:
    """Write random variants of every photo of a folder of class folders.

    `<class>/<photo>.jpg` becomes `<class>/<photo>/<photo>-01.jpg` and so on: the variants of one
    photo lie in a folder of their own, which states that they are one take, and teaching keeps
    them together when it splits. Photos that lie in a take `<class>/<take>/` stay in it. Each
    picture depends only on the seed, the photo, its path within `source` and its number.

    Parameters
    ----------
    source : path
        `<class>/[<take>/]<photo>`; hidden files and files of other kinds are ignored.
    destination : path
        Missing or empty, or left by an interrupted run with the same photos and settings, which
        then goes on. (Same means: paths, sizes in bytes and times of change of all photos.)
    copies : int
        Variants of each photo, 1 or more; article F makes 16.
    seed : int
        0 or more.
    size : (width, height) in pixels, optional
        Scale every photo to this first; article F uses 100 x 56. By default sizes stay.
    originals : bool
        Whether to write the photo itself too, as number 00.
    progress : callable, optional
        Told the number of photos done and of all, after each.

    Raises
    ------
    DataError
        `source` has no photos in class folders, or `destination` lies in it or is not empty.
    MediaError
        A picture can't be written. A photo that can't be read is listed in the report instead.
    """
    source, destination = Path(source), Path(destination)
    _check(copies, seed, size)
    photos, skipped = _find(source)
    if destination.resolve().is_relative_to(source.resolve()):
        raise DataError(
            f"{destination} is or lies in {source}, so variants would be taken for photos. "
            "Choose a folder outside."
        )
    settings = {"copies": copies, "seed": seed, "size": size and list(size), "originals": originals}
    _open(destination, {**settings, "photos": _fingerprint(source, photos)})

    numbers = range(0 if originals else 1, copies + 1)
    digits = max(2, len(str(copies)))
    written = kept = 0
    failed: list[tuple[Path, str]] = []
    for done, (photo, target) in enumerate(place(photos).items(), start=1):
        paths = {n: destination / f"{target}-{n:0{digits}d}.jpg" for n in numbers}
        missing = {n: path for n, path in paths.items() if not path.exists()}
        kept += len(paths) - len(missing)
        if missing:
            try:
                image = read_image(source / photo)
            except (MediaError, MissingExtraError) as error:
                failed.append((source / photo, str(error)))
            else:
                image = resized(image, *size) if size else image
                _write(image, photo.as_posix(), seed, missing)
                written += len(missing)
        if progress:
            progress(done, len(photos))
    return AugmentReport(
        photos=len(photos) - len(failed),
        written=written,
        kept=kept,
        failed=tuple(failed),
        skipped=tuple(skipped),
    )


def _write(image: Image, name: str, seed: int, paths: dict[int, Path]) -> None:
    for number, path in paths.items():
        _make_folder(path.parent)
        variant = augment(image, variant_rng(seed, name, number)) if number else image
        write_jpeg(path, variant)


def _find(source: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Find photos, relative to the source and sorted, and what is left out with the reason."""
    if not source.is_dir():
        raise DataError(f"{source} is not a folder. Give one that holds a folder per class.")
    photos: list[Path] = []
    skipped: list[tuple[Path, str]] = []
    for path in _visible_files(source):
        kind = kind_of(path)
        if kind == "video":
            reason = f"is a video; cut it into pictures first: understudy frames {path} -o FOLDER"
            skipped.append((path, reason))
        elif kind == "image" and path.parent == source:
            skipped.append((path, "lies in no class folder; move it into one"))
        elif kind == "image":
            photos.append(path.relative_to(source))
    if not photos:
        raise DataError(
            f"{source} has no pictures in class folders. Expected {source / '<class>' / '*.jpg'}."
        )
    return photos, skipped


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in _listing(folder):
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            yield path
        elif not folder.resolve().is_relative_to(path.resolve()):  # a link back would never end
            yield from _visible_files(path)


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise DataError(f"{folder} can't be read ({error.strerror}).") from error


def _fingerprint(source: Path, photos: list[Path]) -> str:
    digest = hashlib.sha256(f"pipeline {PIPELINE_VERSION}\n".encode())
    for photo in photos:
        try:
            facts = (source / photo).stat()
            line = f"{photo.as_posix()} {facts.st_size} {facts.st_mtime_ns}\n"
        except OSError:  # a link to nowhere; reading it will give the reason
            line = f"{photo.as_posix()} missing\n"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _open(destination: Path, settings: dict[str, Any]) -> None:
    """Make the folder and record the settings, or check that it was begun with the same."""
    _make_folder(destination)
    if not _listing(destination):
        write_bytes(destination / RECORD, json.dumps(settings, indent=2).encode())
        return
    try:
        begun = json.loads((destination / RECORD).read_bytes())
    except (OSError, ValueError):
        begun = None
    if begun != settings:
        what = "holds other files" if begun is None else "was begun with other photos or settings"
        raise DataError(f"{destination} is not empty: it {what}. Choose a new folder.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(
            f"The folder {folder} can't be made ({error.strerror}). Choose another place."
        ) from error


def _check(copies: int, seed: int, size: tuple[int, int] | None) -> None:
    for name, value, least in (("copies", copies, 1), ("seed", seed, 0)):
        if value < least:
            raise DataError(f"{name} is {value}; expected {least} or more.")
    if size and (min(size) < 1 or size[0] * size[1] > MAX_IMAGE_PIXELS):
        raise DataError(
            f"The size is {size[0]} x {size[1]} pixels; expected 1 x 1 or more, and at most "
            f"{MAX_IMAGE_PIXELS // 10**6} million in all."
        )
