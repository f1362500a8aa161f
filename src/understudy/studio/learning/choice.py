"""Which head a project uses, with which settings."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from understudy import heads
from understudy.errors import DataError, UnderstudyError
from understudy.heads.base import Head
from understudy.heads.settings import about, checked
from understudy.project.store import Project
from understudy.studio.protocol import Subject
from understudy.studio.subjects import ACTIONS

log = logging.getLogger(__name__)

SETTING = "head"
"""Under which a project keeps it."""
SUBJECTS: Mapping[str, tuple[Subject, ...]] = {
    "spectrogram-conv": ("spectrogram", "spectrogram-long"),
    **dict.fromkeys(("descriptor", "lstm", "gru", "temporal-conv"), ACTIONS),
}
"""What a project has to look at or listen for to have a head; any where none is named."""


@dataclass(frozen=True)
class Choice:
    """Which head, with which settings."""

    head: str = heads.DEFAULT
    settings: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, head: str, settings: Mapping[str, Any]) -> Choice:
        """Check a choice.

        Raises
        ------
        UnderstudyError
            There is no such head or setting, or a value is out of range.
        """
        chosen = cls(head, checked(head, settings) if head in heads.REGISTRY else {})
        chosen.create()
        return chosen

    @property
    def by_hand(self) -> bool:
        """Whether it is trained when asked, not after every take."""
        return about(self.head).by_hand

    def check_for(self, backbone: str) -> None:
        """Raise DataError unless it can be trained on what a backbone gives."""
        subjects, title = SUBJECTS.get(self.head, (backbone,)), about(self.head).title
        if backbone in subjects:
            return
        if subjects == ACTIONS:
            raise DataError(f"{title} learns from actions alone. Make a project of actions for it.")
        raise DataError(
            f"{title} learns from the articles' spectrogram alone. Choose that first as what to "
            "listen to."
        )

    def create(self, **callbacks: Callable[..., Any]) -> Head:
        """Return a new head; callbacks that it does not know are left out."""
        known = inspect.signature(heads.REGISTRY[self.head].make).parameters if callbacks else {}
        wanted = {name: call for name, call in callbacks.items() if name in known}
        return heads.create(self.head, **self.settings, **wanted)


USUAL = Choice()


def kept(project: Project) -> Choice:
    """Return what the project used last; the usual head where that can't be trained any more."""
    value = project.settings.get(SETTING)
    if value is None:
        return USUAL
    try:
        choice = Choice.of(value["name"], value["settings"])
        choice.check_for(project.backbone)
        return choice
    except (UnderstudyError, KeyError, TypeError, AttributeError):
        return USUAL


def keep(project: Project, choice: Choice) -> None:
    """Remember the choice in the project, unless it is the one kept there."""
    if choice == kept(project):
        return
    value = {"name": choice.head, "settings": dict(choice.settings)}
    try:
        project.set_setting(SETTING, value)
    except (OSError, UnderstudyError):  # a full disk: next time it is the one before
        log.warning("The choice of head could not be kept.", exc_info=True)
