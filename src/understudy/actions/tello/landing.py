"""Telling a drone to land until it has."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from understudy.actions.tello.link import Link, NoReply
from understudy.errors import Cancelled

TRIES = 3
AGAIN_SECONDS = 0.3
"""Between tries while it rises, in which it may refuse to land."""


def land(link: Link, rising_until: float, stands: Callable[[], bool]) -> bool:
    """Land a drone; return whether it says that it has, or its state does.

    Parameters
    ----------
    link
        To the drone.
    rising_until
        Until when, on the monotonic clock, it may still rise after a takeoff that it did not
        answer yet: it stands on the ground then, but not for long.
    stands
        Whether it is on the ground, where it answers "error".
    """
    link.tell("land")  # at once, whatever replies are still to come
    failed = 0
    while failed < TRIES:
        reply = None
        with suppress(NoReply, Cancelled):
            reply = link.ask("land")
        rising = time.monotonic() < rising_until
        if rising and reply == "ok":  # maybe to the takeoff: it is told once more
            rising_until = 0.0
        elif rising:
            time.sleep(AGAIN_SECONDS)
        elif reply == "ok" or stands():
            return True
        else:
            failed += 1
    return False
