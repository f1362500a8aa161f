"""What a project looks at, in the page's words, and the backbone that does so."""

from __future__ import annotations

from typing import cast, get_args

from understudy import backbones
from understudy.studio.protocol import Subject

ANYTHING: Subject = "anything"


def backbone_of(subject: Subject) -> str:
    """Return the name of the backbone that looks at a subject."""
    return backbones.DEFAULT if subject == ANYTHING else subject


def subject_of(backbone: str) -> Subject:
    """Return what a backbone looks at; one that is no subject's own looks at anything."""
    return cast("Subject", backbone) if backbone in get_args(Subject) else ANYTHING
