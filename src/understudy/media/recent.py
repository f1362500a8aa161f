"""The last large arrays that were made, for whoever asks for them again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any

from understudy.types import Array


class RecentArrays:
    """Keeps arrays by key; those asked for longest ago go when there are too many bytes.

    May be used by many threads: one makes an array, the others that want it wait.

    Parameters
    ----------
    max_bytes : int
        Of all arrays together. The newest is kept however large it is.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._found: OrderedDict[Hashable, Future[Array]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """Return the array of a key, which may not be written to; make it if it isn't there.

        What `make` raises is raised, also to those that wait; the next who asks tries again.
        """
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            else:
                made = self._found[key] = Future[Any]()
        if found is not None:
            return found.result()
        try:
            array = make()
        except BaseException as error:
            with self._lock:
                del self._found[key]
            made.set_exception(error)
            raise
        array.flags.writeable = False
        made.set_result(array)
        with self._lock:
            self._forget()
        return array

    def _forget(self) -> None:
        made = [(key, one.result().nbytes) for key, one in self._found.items() if one.done()]
        total = sum(size for _, size in made)
        for key, size in made[:-1]:
            if total <= self._max_bytes:
                return
            del self._found[key]
            total -= size
