"""Where the variants of each photo go, so that all variants of one photo stay one take."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

MAX_STEM_BYTES = 150  # file systems allow 255 for a name; the suffix and other tools need room


def place(photos: Iterable[PurePath]) -> Mapping[PurePath, PurePath]:
    """Say for each photo where its variants go, before "-01.jpg" is added.

    Parameters
    ----------
    photos : paths relative to the folder of class folders
        `<class>/<photo>` or `<class>/<take>/<photo>`.

    Returns
    -------
    mapping of path to path
        `<class>/<photo>.jpg` becomes `<class>/<photo>/<photo>`: a folder, hence a take, of its
        own. `<class>/<take>/<photo>.jpg` stays in its take: `<class>/<take>/<photo>`. Names that
        would meet (`a.jpg` and `a.png`, or a photo and a take called `a`; also on file systems
        that ignore case), are too long or end in a dot or space get a checksum of their path.
    """
    photos = list(photos)
    plain = {photo: _target(photo, photo.stem) for photo in photos}
    times = Counter(_key(target) for target in plain.values())
    takes = {_key(photo.parent) for photo in photos if not _is_alone(photo)}

    def is_safe(photo: PurePath) -> bool:
        meets = times[_key(plain[photo])] > 1
        meets_take = _is_alone(photo) and _key(plain[photo].parent) in takes
        too_long = len(photo.stem.encode("utf-8", "surrogatepass")) > MAX_STEM_BYTES
        return not (meets or meets_take or too_long or photo.stem.endswith((".", " ")))

    return {
        photo: plain[photo] if is_safe(photo) else _target(photo, _unique_stem(photo))
        for photo in photos
    }


def _is_alone(photo: PurePath) -> bool:
    """Whether a photo lies in its class folder itself: then it is a take of its own."""
    return len(photo.parts) == 2


def _target(photo: PurePath, stem: str) -> PurePath:
    return photo.parent / stem / stem if _is_alone(photo) else photo.parent / stem


def _unique_stem(photo: PurePath) -> str:
    path = photo.as_posix().encode("utf-8", "surrogatepass")
    short = photo.stem.encode("utf-8", "surrogatepass")[:MAX_STEM_BYTES].decode("utf-8", "ignore")
    return f"{short.rstrip('. ')}-{hashlib.sha256(path).hexdigest()[:8]}"


def _key(path: PurePath) -> str:
    """Equal for names that one folder can't hold both on Windows or macOS."""
    return unicodedata.normalize("NFC", path.as_posix()).casefold()
