"""What a project looks at, listens for or watches for, and the backbone that does so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from understudy import backbones
from understudy.backbones.backbone import Backbone, ClipBackbone, SoundBackbone
from understudy.project.records import Cut
from understudy.studio.protocol import Kind, Subject

ANYTHING: Subject = "anything"
SOUND: Subject = "sound"
SOUNDS: tuple[Subject, ...] = ("sound", "sound-short", "spectrogram", "spectrogram-long")
"""What is listened for."""
ACTIONS: tuple[Subject, ...] = ("actions", "actions-hands", "actions-body")
"""Whose movements are watched for; all else is looked at in pictures."""
USUAL: Mapping[Kind, Subject] = {"picture": ANYTHING, "sound": SOUND, "clip": ACTIONS[0]}
"""What a project of a kind has whose backbone is no subject's own."""

CALLED: Mapping[Kind, str] = {"picture": "pictures", "sound": "sounds", "clip": "actions"}
"""What is taught with, in words of the page."""


def backbone_of(subject: Subject) -> str:
    """Return the name of the backbone that looks at a subject."""
    return backbones.DEFAULT if subject == ANYTHING else subject


def subject_of(backbone: str, kind: Kind = "picture") -> Subject:
    """Return what a backbone looks at; one that is no subject's own has the usual one."""
    return cast("Subject", backbone) if backbone in get_args(Subject) else USUAL[kind]


def kind_of(subject: Subject) -> Kind:
    """Return what a project of a subject is taught with."""
    if subject in ACTIONS:
        return "clip"
    return "sound" if subject in SOUNDS else "picture"


def able(backbone: Backbone) -> Backbone:
    """Return a backbone that has all it needs here.

    Raises
    ------
    MissingExtraError
        A package is not installed with which it sees movements.
    """
    if isinstance(backbone, ClipBackbone):
        backbone.stream()
    return backbone


def cut_of(backbone: Backbone) -> Cut | None:
    """Return how a backbone wants recordings or clips to be cut; None for pictures."""
    if not isinstance(backbone, SoundBackbone | ClipBackbone):
        return None
    return Cut(backbone.window, backbone.step)
