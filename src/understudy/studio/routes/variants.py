"""What random variants of an example look like."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from understudy.errors import DataError
from understudy.studio.learning.varying import NOT_OF_SOUNDS, settings_of
from understudy.studio.problems import NotFound
from understudy.studio.protocol import MOST_VARIANTS
from understudy.studio.routes.parts import PROBLEMS, PROJECT, Opened, UsesWorkspace
from understudy.studio.variants import shown_variant

router = APIRouter(prefix=PROJECT, tags=["variants"], responses=PROBLEMS)

FOR_AN_HOUR = "private, max-age=3600"
"""Caching: another version of Understudy may make others."""

Number = Annotated[int, Query(ge=0, le=MOST_VARIANTS)]


@router.get("/examples/{example_id}/variant", response_class=Response)
def show_variant(
    opened: Opened,
    workspace: UsesWorkspace,
    example_id: str,
    number: Number = 0,
    mirrored: bool | None = None,
) -> Response:
    """Return the example's variant of a number as a JPEG, of a clip a strip; 0 is itself.

    Without `mirrored` it may be mirrored if those of the project may.
    """
    project = opened.project
    if project.kind == "sound":
        raise DataError(NOT_OF_SOUNDS)
    found = workspace.example(opened.id, example_id)
    if project.kind == "clip":
        mirrored = False
    elif mirrored is None:
        mirrored = settings_of(project.settings, project.kind)[1]
    try:
        (content,) = project.checksums([project.example(example_id)])
        data = shown_variant(found, opened.learner.backbone, content, number, mirrored)
    except (DataError, FileNotFoundError) as error:  # deleted this very moment
        raise NotFound("This example is not there any more.") from error
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": FOR_AN_HOUR})
