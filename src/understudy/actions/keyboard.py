"""Presses keys: down when a class starts, up when it stops, and up whatever happens."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any, Protocol

from understudy.actions.key_names import NAMES, parse_keys
from understudy.errors import MissingExtraError, UnderstudyError, require
from understudy.types import Event

NO_SCREEN = (
    "Keys can't be pressed here, since no screen can be reached. Run it on the desktop where the "
    "keys are to go."
)


class Keyboard(Protocol):
    """Something with keys; they are named as in `key_names`."""

    def check(self, key: str) -> None:
        """Raise UnderstudyError when there is no such key on this system."""
        ...

    def press(self, key: str) -> None:
        """Put a key down."""
        ...

    def release(self, key: str) -> None:
        """Let a key up; harmless when it is up."""
        ...


class SystemKeyboard:
    """The keyboard of this computer, for whichever program has the focus.

    Raises
    ------
    MissingExtraError
        The extra `[keyboard]` is not installed.
    UnderstudyError
        Keys can't be pressed here, as without a screen.
    """

    def __init__(self) -> None:
        try:
            self._pynput = require("pynput.keyboard", extra="keyboard", purpose="press keys")
            self._controller = self._pynput.Controller()
        except MissingExtraError as error:
            if importlib.util.find_spec("pynput") is None:
                raise
            # It is there, and raises ImportError of its own where it finds no screen.
            raise UnderstudyError(NO_SCREEN) from error
        except Exception as error:  # of the window system's own kind
            raise UnderstudyError(NO_SCREEN) from error

    def check(self, key: str) -> None:
        """Raise UnderstudyError when there is no such key on this system."""
        self._code(key)

    def press(self, key: str) -> None:
        """Put a key down."""
        self._controller.press(self._code(key))

    def release(self, key: str) -> None:
        """Let a key up."""
        self._controller.release(self._code(key))

    def _code(self, key: str) -> Any:
        if key not in NAMES:
            return self._pynput.KeyCode.from_char(key)
        code = getattr(self._pynput.Key, NAMES[key], None)
        if code is None:
            raise UnderstudyError(f"This computer has no key {key}. Choose another.")
        return code


class PressKey:
    """Holds a key, or several at once, for as long as a class is recognised.

    Parameters
    ----------
    text
        Such as "ArrowLeft" or "Control+c"; see `parse_keys`.
    keyboard
        Opens the keyboard, when armed.
    """

    def __init__(self, text: str, keyboard: Callable[[], Keyboard] = SystemKeyboard) -> None:
        self._keys = parse_keys(text)
        self._open = keyboard
        self._keyboard: Keyboard | None = None
        self._held: list[str] = []

    def arm(self) -> None:
        """Open the keyboard, and make sure that it has these keys."""
        keyboard = self._open()
        for key in self._keys:
            keyboard.check(key)
        self._keyboard = keyboard

    def plan(self, event: Event) -> str:
        """Say what `do` does."""
        return f"{'press' if event.kind == 'start' else 'release'} {'+'.join(self._keys)}"

    def report(self, event: Event) -> str:
        """Say what `do` did."""
        return f"{'pressed' if event.kind == 'start' else 'released'} {'+'.join(self._keys)}"

    def do(self, event: Event) -> None:
        """Press on a start, release on a stop."""
        if event.kind == "stop":
            self.close()
            return
        if self._keyboard is None:
            raise ValueError("arm() comes before do()")
        try:
            for key in self._keys:
                self._held.append(key)  # before: it is let up even if pressing is interrupted
                self._keyboard.press(key)
        except Exception as error:  # of the window system's own kind
            self.close()
            raise UnderstudyError(f"{'+'.join(self._keys)} can't be pressed ({error}).") from error

    def close(self) -> None:
        """Release what is held, the last first; a key that fails does not keep the others down."""
        failures = []
        while self._held and self._keyboard is not None:
            try:
                self._keyboard.release(self._held[-1])
            except Exception as error:  # of the window system's own kind
                failures.append(f"{self._held[-1]} ({error})")
            self._held.pop()  # after: an interrupted release is done again
        if failures:
            raise UnderstudyError(
                f"Could not let go of {', '.join(failures)}. Press it once by hand."
            )
