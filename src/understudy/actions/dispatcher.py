"""Hands events to the actions of their class, once armed, and ends all of them whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

from understudy.actions.action import Action
from understudy.errors import UnderstudyError
from understudy.types import Event


class Dispatcher:
    """Does what classes are mapped to; after `close` every key is up again.

    Parameters
    ----------
    actions
        Pairs of a class and what it does.
    armed
        Whether to act, and say what was done; otherwise it is only said what would be done.
    say
        Called with a sentence.
    """

    def __init__(
        self, actions: Sequence[tuple[str, Action]], *, armed: bool, say: Callable[[str], None]
    ) -> None:
        self._actions = list(actions)
        self._armed = armed
        self._say = say

    def arm(self) -> None:
        """Get ready to act, when armed.

        Raises
        ------
        UnderstudyError
            One of the actions can't be done on this computer.
        """
        if self._armed:
            for _, action in self._actions:
                action.arm()

    def handle(self, event: Event) -> None:
        """Do what the event's class is mapped to; what fails is said, and the rest is done."""
        for label, action in self._actions:
            plan = action.plan(event) if label == event.label else None
            if plan is None:
                continue
            if not self._armed:
                self._say(f"Not armed; {label} would {plan}.")
                continue
            try:
                action.do(event)
            except UnderstudyError as error:
                self._say(str(error))
            else:
                self._say(f"{label}: {action.report(event)}")

    def close(self) -> None:
        """Release every key and end every program; call it whatever happened before."""
        with ExitStack() as every:  # one that fails, even by Ctrl-C, does not keep the others
            for _, action in self._actions:
                every.callback(self._close, action)

    def _close(self, action: Action) -> None:
        try:
            action.close()
        except UnderstudyError as error:
            self._say(str(error))
