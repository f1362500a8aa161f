"""What the routes share: the project that an address names, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.requests import HTTPConnection

from understudy.studio.problems import NotFound
from understudy.studio.protocol import Done, Problem
from understudy.studio.workspace import OpenProject, Workspace

PROJECT = "/api/projects/{project_id}"
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem} for status in (400, 403, 404, 409, 413, 507)
}
FOR_GOOD = "private, max-age=31536000, immutable"
"""Caching of examples: what an id stands for never changes."""


def workspace(connection: HTTPConnection) -> Workspace:
    """Return the workspace of the app."""
    found: Workspace = connection.app.state.workspace
    return found


UsesWorkspace = Annotated[Workspace, Depends(workspace)]


def opened(project_id: str, workspace: UsesWorkspace) -> Iterator[OpenProject]:
    """Keep the project of the address open while the request lasts."""
    with workspace.use(project_id) as project:
        yield project


def temporary(workspace: UsesWorkspace) -> Iterator[Path]:
    """Give a path for a file that is gone after the response."""
    with workspace.library.temporary() as path:
        yield path


Opened = Annotated[OpenProject, Depends(opened)]
Temporary = Annotated[Path, Depends(temporary)]
Revision = Annotated[int | None, Query(ge=0)]


def done(opened: OpenProject, sentence: str = "", made: str | None = None) -> Done:
    """Return what is said after a change."""
    return Done(revision=opened.project.revision, sentence=sentence, id=made)


def find_class(opened: OpenProject, class_id: str) -> str:
    """Return the id of a class that is there.

    Raises
    ------
    NotFound
        There is none.
    """
    if all(record.id != class_id for record in opened.project.classes):
        raise NotFound("This class is not there any more.")
    return class_id


def find_take(opened: OpenProject, take: str) -> list[str]:
    """Return a take and those that it is merged with and that are still there.

    Raises
    ------
    NotFound
        There is none.
    """
    takes = opened.project.takes
    if take not in takes:
        raise NotFound("This take is not there any more.")
    groups = opened.learner.merged(takes[take].class_id)
    merged = next((group for group in groups if take in group), [take])
    return [one for one in merged if one in takes]
