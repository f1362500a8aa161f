"""A keyboard that remembers what was pressed."""

from __future__ import annotations

from understudy.errors import UnderstudyError
from understudy.types import Event


class FakeKeyboard:
    """Keeps what is down, and everything that was done."""

    def __init__(self, broken: str = "", missing: str = "") -> None:
        self.broken = broken
        self.missing = missing
        self.down: set[str] = set()
        self.done: list[str] = []

    def __call__(self) -> FakeKeyboard:
        return self

    def check(self, key: str) -> None:
        if key == self.missing:
            raise UnderstudyError(f"no key {key}")

    def press(self, key: str) -> None:
        if key == self.broken:
            raise OSError("stuck")
        self.down.add(key)
        self.done.append(f"+{key}")

    def release(self, key: str) -> None:
        if key == self.broken:
            raise OSError("stuck")
        self.down.discard(key)
        self.done.append(f"-{key}")


def start(label: str = "left") -> Event:
    return Event(label, "start", 1.0, 0.9)


def stop(label: str = "left") -> Event:
    return Event(label, "stop", 2.0, 0.3)
