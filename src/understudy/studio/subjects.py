"""What a project looks at or listens for, in the page's words, and the backbone that does so."""

from __future__ import annotations

from typing import cast, get_args

from understudy import backbones
from understudy.backbones.backbone import Backbone, SoundBackbone
from understudy.project.records import Cut
from understudy.studio.protocol import Kind, Subject

ANYTHING: Subject = "anything"
SOUND: Subject = "sound"
SOUNDS: tuple[Subject, ...] = ("sound", "sound-short", "spectrogram", "spectrogram-long")
"""What is listened for; all else is looked at."""


def backbone_of(subject: Subject) -> str:
    """Return the name of the backbone that looks at a subject."""
    return backbones.DEFAULT if subject == ANYTHING else subject


def subject_of(backbone: str, kind: Kind = "picture") -> Subject:
    """Return what a backbone looks at; one that is no subject's own looks at anything."""
    if backbone in get_args(Subject):
        return cast("Subject", backbone)
    return SOUND if kind == "sound" else ANYTHING


def kind_of(subject: Subject) -> Kind:
    """Return what a project of a subject is taught with."""
    return "sound" if subject in SOUNDS else "picture"


def cut_of(backbone: Backbone) -> Cut | None:
    """Return how a backbone wants recordings to be cut; None for pictures."""
    if not isinstance(backbone, SoundBackbone):
        return None
    return Cut(backbone.window, backbone.step)
