"""Opening a project: what a crash cut short is finished, what was added by hand adopted."""

from __future__ import annotations

from understudy.project.core import Core
from understudy.project.finding import find_new
from understudy.project.layout import Layout
from understudy.project.recorded_takes import HOLDS, left_over, recover


def open_core(layout: Layout) -> Core:
    """Open a project.

    Raises
    ------
    DataError
        There is no project, it is damaged, of a newer format, or open elsewhere.
    """
    core = Core(layout)
    if core.document.kind != "picture":
        try:
            recover(core)
            find_new(core)
        except BaseException:
            core.close()
            raise
    return core


def is_unsettled(layout: Layout) -> bool:
    """Whether opening a project would finish what a crash cut short."""
    return layout.moving.exists() or any(left_over(layout, medium) for medium in HOLDS)
