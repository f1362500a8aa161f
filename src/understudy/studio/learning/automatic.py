"""Whether a sound project listens for words or for short sounds, as its takes suggest."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from understudy.errors import UnderstudyError
from understudy.project.records import Change, Stretch
from understudy.project.store import Project
from understudy.studio.protocol import Subject
from understudy.studio.subjects import subject_of
from understudy.training.sound_length import suited

log = logging.getLogger(__name__)

SETTING = "automatic"
"""Under which a project keeps whether it does so."""


class Automatic:
    """Looks again after every change, in a thread of its own."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._changed = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._end = project.subscribe(self._look_again)

    def start(self, switch: Callable[[Subject], None]) -> None:
        """Begin, where the project is of sounds.

        `switch` is called with what to listen for from now on, whenever that is another.
        """
        if self._project.kind == "sound":
            self._thread = threading.Thread(
                target=self._run, args=(switch,), name="understudy automatic", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._end()
        self._closed = True
        self._changed.set()
        if self._thread is not None:
            self._thread.join()

    def _look_again(self, change: Change) -> None:
        self._changed.set()

    def _run(self, switch: Callable[[Subject], None]) -> None:
        while not self._closed:
            try:
                wanted = wanted_by(self._project) if is_automatic(self._project) else None
                if wanted is not None and wanted != subject_of(self._project.backbone, "sound"):
                    switch(wanted)
            except UnderstudyError as error:  # of what is damaged; or the project is closed
                log.info("What to listen for stays as it is: %s", error)
            except Exception:
                log.exception("What to listen for stays as it is.")
            self._changed.wait()
            self._changed.clear()


def is_automatic(project: Project) -> bool:
    """Whether what a project listens for follows its takes."""
    return project.kind == "sound" and project.settings.get(SETTING) is True


def wanted_by(project: Project) -> Subject | None:
    """Return what the takes of a project suggest; None while one is recorded, or there is none."""
    background = {record.id for record in project.classes if record.role == "background"}
    takes = [one for one in project.takes.values() if one.class_id not in background]
    if not takes or not all(take.ended for take in project.takes.values()):
        return None
    classes: dict[str, list[Sequence[Stretch]]] = {}
    for take in takes:
        if take.found is not None:
            classes.setdefault(take.class_id, []).append(take.found.stretches)
    return suited(classes.values())
