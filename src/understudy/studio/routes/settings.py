"""When predictions become events, and which class makes which move."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from understudy.live.acting import Acting as Checked
from understudy.studio.protocol import Acting, Done, Listening, Live, Mapping
from understudy.studio.routes.parts import (
    PROBLEMS,
    PROJECT,
    Opened,
    Revision,
    done,
    find_class,
)
from understudy.studio.views import mappings_of

router = APIRouter(prefix=PROJECT, tags=["settings"], responses=PROBLEMS)

Game = Annotated[str, Path(pattern="^[a-z0-9-]{1,40}$")]


@router.put("/live")
def set_live(opened: Opened, live: Live, revision: Revision = None) -> Done:
    """Set threshold, smoothing and hold-off."""
    with opened.changing(revision) as project:
        project.set_setting("live", live.model_dump())
    return done(opened)


@router.put("/listening")
def set_listening(opened: Opened, listening: Listening, revision: Revision = None) -> Done:
    """Set threshold, overlap, suppression time and hits of a sound project."""
    with opened.changing(revision) as project:
        project.set_setting("listening", listening.model_dump())
    return done(opened)


@router.put("/acting")
def set_acting(opened: Opened, acting: Acting, revision: Revision = None) -> Done:
    """Set threshold, release, refractory time and rule of a project of actions."""
    Checked(**acting.model_dump())  # or it says why not: the release is over the threshold
    with opened.changing(revision) as project:
        project.set_setting("acting", acting.model_dump())
    return done(opened)


@router.put("/mappings/{game}")
def set_mapping(opened: Opened, game: Game, mapping: Mapping, revision: Revision = None) -> Done:
    """Set which class makes which move in a game."""
    with opened.changing(revision) as project:
        for class_id in mapping.moves:
            find_class(opened, class_id)
        mappings = mappings_of(project.settings)
        project.set_setting("mappings", {**mappings, game: mapping.moves})
    return done(opened)
