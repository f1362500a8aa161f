"""The model as a file, to be used outside the studio."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from understudy.studio.library import folder_name
from understudy.studio.problems import NotFound
from understudy.studio.routes.parts import PROBLEMS, PROJECT, Opened, Temporary

router = APIRouter(prefix=PROJECT, tags=["models"], responses=PROBLEMS)


@router.get("/model", response_class=FileResponse)
def download_model(opened: Opened, temporary: Temporary) -> FileResponse:
    """Return the model of a project as an .understudy file."""
    model = opened.learner.model()
    if model is None:
        raise NotFound("There is no model yet. Teach at least two classes first.")
    model.save(temporary)
    name = f"{folder_name(opened.project.name)}.understudy"
    return FileResponse(temporary, media_type="application/zip", filename=name)
