"""Where the examples of a recording or clip are."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from typing import Protocol

from understudy.media.movement import clip_places
from understudy.media.sound_events import centres
from understudy.project.document import Document
from understudy.project.records import Cut, Found, Stretch, TakeRecord
from understudy.types import Medium


class Places(Protocol):
    """Where examples are, in seconds and in order, of stretches within a duration."""

    def __call__(
        self,
        stretches: Sequence[Stretch],
        duration: float,
        /,
        *,
        window: float,
        step: float,
        everywhere: bool,
    ) -> list[float]:
        """Return them."""


PLACES: Mapping[Medium, Places] = {"sound": centres, "clip": clip_places}


def example_numbers(document: Document, record: TakeRecord) -> list[int]:
    """Return the middles of the examples of a recording or clip, in milliseconds, in order.

    They are cut as the project cuts, within what is used of it, everywhere where its
    class is a background class; without those that were deleted.
    """
    owner = document.class_of(record.class_id)
    if document.cut is None or record.found is None or owner is None:
        return []
    trim, everywhere = document.trims.get(record.id), owner.role == "background"
    found = numbers(PLACES[document.kind], record.found, document.cut, trim, everywhere)
    return without(found, document.removed.get(record.id, ()), document.cut.step)


def numbers(
    places: Places, found: Found, cut: Cut, trim: Stretch | None, everywhere: bool
) -> list[int]:
    """Return the middles of all examples of a recording, in milliseconds, in order."""
    start, end = trim or (0.0, found.duration)
    end = min(end, found.duration)
    if start >= end:
        return []
    parts = [(max(one, start) - start, min(other, end) - start) for one, other in found.stretches]
    parts = [(one, other) for one, other in parts if one < other]
    middles = places(parts, end - start, window=cut.window, step=cut.step, everywhere=everywhere)
    return sorted({round((start + middle) * 1000) for middle in middles})


def without(found: list[int], removed: Sequence[int], step: float) -> list[int]:
    """Return examples, which are in order, without those that were deleted.

    Another cut or trim moves examples a little: each that was deleted takes the one nearest to it
    along, if that is less than half a step away.
    """
    gone = set()
    for each in removed if found else ():
        after = bisect(found, each)
        nearest = min(found[max(0, after - 1) : after + 1], key=lambda ms: abs(ms - each))
        if abs(nearest - each) < 1000 * step / 2:
            gone.add(nearest)
    return [ms for ms in found if ms not in gone]
