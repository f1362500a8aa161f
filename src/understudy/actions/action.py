"""What every action has."""

from __future__ import annotations

from typing import Protocol

from understudy.types import Event


class Action(Protocol):
    """Something that is done when a class starts, and perhaps undone when it stops."""

    def arm(self) -> None:
        """Get ready to act.

        Raises
        ------
        UnderstudyError
            It can't be done on this computer.
        """
        ...

    def plan(self, event: Event) -> str | None:
        """Say what `do` does, in words such as "press ArrowLeft"; None for nothing."""
        ...

    def report(self, event: Event) -> str:
        """Say what `do` did, in words such as "pressed ArrowLeft"; there was a plan for it."""
        ...

    def do(self, event: Event) -> None:
        """Act; called only after `arm`.

        Raises
        ------
        UnderstudyError
            It did not work this time.
        """
        ...

    def close(self) -> None:
        """End whatever is still being done; may be called again."""
        ...
