"""A watched folder as a source: each photo that appears in it, once it is whole."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable, Generator
from pathlib import Path

from understudy.errors import MediaError, UnderstudyError
from understudy.media.formats import NotAPictureError
from understudy.media.image import read_image
from understudy.media.kinds import kind_of
from understudy.sources.folder import SYSTEM_NAMES
from understudy.sources.frames import TICK_SECONDS, Frame
from understudy.sources.settling import Settling, Signature
from understudy.types import Image

LOOK_SECONDS = 0.25
"""How often the folder is looked at."""


class Arrivals:
    """The photos that appear directly in a folder, or are replaced there, each by itself.

    A file that is still being written is waited for: it is taken when it has stopped changing
    and can be read. Hidden and system files are passed over.

    Parameters
    ----------
    folder
        The folder to watch.
    existing
        Give the photos that are there already too, first.
    read
        What reads a photo.
    on_failure
        Called with a sentence about a photo that can't be read, when it is given up or, if it is
        still waited for, at the end; by default a warning.
    """

    separate = True

    def __init__(
        self,
        folder: Path,
        *,
        existing: bool = False,
        read: Callable[[Path], Image] = read_image,
        on_failure: Callable[[str], None] = warnings.warn,
    ) -> None:
        self._folder = folder
        self._existing = existing
        self._read = read
        self._on_failure = on_failure
        self._closed = False
        self._waiting: dict[Path, str] = {}

    def __iter__(self) -> Generator[Frame, None, None]:
        """Yield the photos as they come, the oldest first, until the source is closed.

        Raises
        ------
        MediaError
            The folder can't be looked at, or no longer.
        """
        begin = time.monotonic()
        settling = Settling({} if self._existing else photos_in(self._folder))
        while not self._closed:
            found = photos_in(self._folder)
            self._waiting = {path: why for path, why in self._waiting.items() if path in found}
            for path in settling.look(time.monotonic(), found):
                image = self._try(path, settling)
                if self._closed:
                    break
                if image is not None:
                    yield Frame(time.monotonic() - begin, image, path)
            self._rest()
        for sentence in self._waiting.values():
            self._on_failure(sentence)

    def close(self) -> None:
        """Let the iteration end soon."""
        self._closed = True

    def _try(self, path: Path, settling: Settling) -> Image | None:
        try:
            image = self._read(path)
        except MediaError as error:  # perhaps the rest of it is still to come
            settling.failed(path, hopeless=isinstance(error, NotAPictureError))
            self._waiting[path] = str(error)
            if settling.is_over(path):
                self._on_failure(self._waiting.pop(path))
            return None
        except UnderstudyError as error:  # waiting does not help
            settling.took(path)
            self._on_failure(str(error))
            return None
        self._waiting.pop(path, None)
        settling.took(path)
        return image

    def _rest(self) -> None:
        end = time.monotonic() + LOOK_SECONDS
        while not self._closed and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, TICK_SECONDS))


def photos_in(folder: Path) -> dict[Path, Signature]:
    """Return the photos directly in a folder, without hidden and system files.

    Raises
    ------
    MediaError
        The folder can't be looked at.
    """
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") or entry.name.casefold() in SYSTEM_NAMES
                if hidden or kind_of(entry.name) != "image":
                    continue
                try:
                    status = entry.stat()
                except OSError:  # gone again, or renamed, since the folder was read
                    continue
                found[folder / entry.name] = Signature(status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise MediaError(
            f"The folder {folder} can't be watched ({error.strerror}). Is it still there?"
        ) from error
    return found
