"""Opening a project: what a crash cut short is finished, what was added by hand adopted."""

from __future__ import annotations

from understudy.project.core import Core
from understudy.project.files import folders
from understudy.project.hearing import hear_new
from understudy.project.layout import Layout
from understudy.project.sound_takes import left_over, recover


def open_core(layout: Layout) -> Core:
    """Open a project.

    Raises
    ------
    DataError
        There is no project, it is damaged, of a newer format, or open elsewhere.
    """
    core = Core(layout)
    if core.document.kind == "sound":
        try:
            recover(core)
            hear_new(core)
        except BaseException:
            core.close()
            raise
    return core


def is_unsettled(layout: Layout) -> bool:
    """Whether opening a project would finish what a crash cut short."""
    sounds = layout.media("sound")
    return layout.moving.exists() or any(
        left_over(sounds / folder) for folder in folders(layout, "sound")
    )
