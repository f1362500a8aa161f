"""Name -> implementation: how backbones and heads are looked up, ours and other people's."""

from __future__ import annotations

import difflib
import inspect
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from understudy.errors import UnderstudyError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One thing that can be chosen by name."""

    name: str
    description: str
    """One line for people."""
    make: Callable[..., T]


class Registry(Mapping[str, Entry[T]]):
    """The implementations of one kind, plus those that installed packages announce.

    A package announces one by an entry point in the group `understudy.<kind>s`, whose
    object is a function without arguments that calls `register`.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, Entry[T]] = {}
        self._announced = False
        self._announcing = threading.RLock()
        self._announcing_now = False

    def register(self, name: str, description: str, make: Callable[..., T]) -> None:
        """Add an implementation, or replace the one of that name."""
        self._entries[name] = Entry(name, description, make)

    def create(self, name: str, **options: object) -> T:
        """Make the named implementation.

        Raises
        ------
        UnderstudyError
            There is no such name, or it does not take these options.
        """
        self._load_announced()
        if name not in self._entries:
            near = difflib.get_close_matches(name, self._entries, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UnderstudyError(
                f"There is no {self.kind} called {name!r}.{hint} "
                f"Choose one of: {', '.join(self._entries)}."
            )
        make = self._entries[name].make
        try:
            inspect.signature(make).bind(**options)
        except TypeError as error:
            known = ", ".join(inspect.signature(make).parameters) or "none"
            raise UnderstudyError(
                f"The {self.kind} {name!r} does not take these settings ({error}); it has: {known}."
            ) from error
        return make(**options)

    def _load_announced(self) -> None:
        if self._announced:
            return
        with self._announcing:
            if self._announcing_now:  # one of them is looking something up
                return
            self._announcing_now = True
            for point in entry_points(group=f"understudy.{self.kind}s"):
                try:
                    point.load()()
                except Exception as error:  # whatever another package does must not stop ours
                    warnings.warn(
                        f"The installed package announcing the {self.kind} {point.name!r} "
                        f"({point.value}) failed: {error!r}. Update or remove it.",
                        stacklevel=2,
                    )
            self._announced = True

    def __getitem__(self, name: str) -> Entry[T]:
        self._load_announced()
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        self._load_announced()
        return iter(self._entries)

    def __len__(self) -> int:
        self._load_announced()
        return len(self._entries)
