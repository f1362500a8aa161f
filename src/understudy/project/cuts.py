"""Where the examples of a recording are."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from understudy.media.sound_events import centres
from understudy.project.document import Document
from understudy.project.records import Cut, Heard, Stretch, TakeRecord


def example_numbers(document: Document, record: TakeRecord) -> list[int]:
    """Return the middles of the examples of a recording, in milliseconds, in order.

    They are cut as the project cuts, within what is used of the recording, everywhere where its
    class is a background class; without those that were deleted.
    """
    owner = document.class_of(record.class_id)
    if document.cut is None or record.heard is None or owner is None:
        return []
    found = numbers(
        record.heard, document.cut, document.trims.get(record.id), owner.role == "background"
    )
    return without(found, document.removed.get(record.id, ()), document.cut.step)


def numbers(heard: Heard, cut: Cut, trim: Stretch | None, everywhere: bool) -> list[int]:
    """Return the middles of all examples of a recording, in milliseconds, in order."""
    start, end = trim or (0.0, heard.duration)
    end = min(end, heard.duration)
    events = [(max(one, start) - start, min(other, end) - start) for one, other in heard.events]
    events = [(one, other) for one, other in events if one < other]
    if start >= end or not (events or everywhere):
        return []
    found = centres(events, end - start, window=cut.window, step=cut.step, everywhere=everywhere)
    return sorted({round((start + centre) * 1000) for centre in found})


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
