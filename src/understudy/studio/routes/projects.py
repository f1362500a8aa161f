"""Projects: those that there are, making, opening, keeping and throwing them away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse

from understudy.errors import DataError, UnderstudyError
from understudy.project.archive import write_archive
from understudy.project.summary import summary
from understudy.studio.learning.automatic import SETTING as AUTOMATIC
from understudy.studio.learning.varying import set_variants
from understudy.studio.library import folder_name
from understudy.studio.protocol import (
    Done,
    Name,
    NewProject,
    ProjectChange,
    ProjectSummary,
    ProjectView,
)
from understudy.studio.routes.parts import (
    PROBLEMS,
    PROJECT,
    Opened,
    Revision,
    Temporary,
    UsesWorkspace,
    done,
)
from understudy.studio.uploads import received
from understudy.studio.views import project_view, summary_view

router = APIRouter(tags=["projects"], responses=PROBLEMS)


ZIP = "the zip"


@router.get("/api/projects")
def list_projects(workspace: UsesWorkspace) -> list[ProjectSummary]:
    """List the projects, the one opened last first."""
    folders = workspace.library.folders().items()
    views = [summary_view(project_id, summary(folder)) for project_id, folder in folders]
    return sorted(views, key=lambda view: view.opened or 0, reverse=True)


@router.post("/api/projects")
def create_project(new: NewProject, workspace: UsesWorkspace) -> Done:
    """Make an empty project."""
    return Done(revision=0, id=workspace.create(new.name, new.subject))


@router.post("/api/projects/archive")
async def add_archive(
    request: Request, workspace: UsesWorkspace, name: Annotated[Name | None, Query()] = None
) -> Done:
    """Make a project of the zip in the body."""
    library = workspace.library
    async with received(request, library, ".zip") as archive:
        try:
            made = await run_in_threadpool(library.add_archive, archive, name)
        except UnderstudyError as error:  # the user knows the file by another name
            said = str(error).replace(str(archive), ZIP).replace(archive.name, ZIP)
            if said.startswith(ZIP):
                said = ZIP.capitalize() + said.removeprefix(ZIP)
            raise DataError(said) from error
    return Done(revision=0, id=made)


@router.post("/api/trash/{trashed_id}/restore")
def restore_project(trashed_id: str, workspace: UsesWorkspace) -> Done:
    """Bring a project back from the trash."""
    return Done(revision=0, id=workspace.library.restore(trashed_id))


@router.get(PROJECT)
def show_project(opened: Opened) -> ProjectView:
    """Open a project."""
    return project_view(opened)


@router.patch(PROJECT)
def change_project(opened: Opened, change: ProjectChange, revision: Revision = None) -> Done:
    """Give a project another name (its id stays), or have it look at or listen for another thing.

    Or have it learn so many random variants of each example too. A sound project that is made
    automatic looks soon after at what suits its takes.
    """
    with opened.changing(revision) as project:
        if change.subject is not None:
            opened.learners.switch(change.subject)
        automatic = False if change.subject is not None else change.automatic
        if project.kind == "sound" and automatic is not None:
            project.set_setting(AUTOMATIC, automatic)
        if change.name is not None:
            project.rename(change.name)
        if change.variants is not None or change.mirrored is not None:
            set_variants(project, change.variants, change.mirrored)
            opened.learner.learn()
    return done(opened)


@router.delete(PROJECT)
def delete_project(project_id: str, workspace: UsesWorkspace) -> Done:
    """Move a project to the trash; the id that is returned brings it back."""
    return Done(revision=0, id=workspace.delete(project_id))


@router.post(f"{PROJECT}/duplicate")
def duplicate_project(project_id: str, workspace: UsesWorkspace) -> Done:
    """Copy a project."""
    return Done(revision=0, id=workspace.library.duplicate(project_id))


@router.get(f"{PROJECT}/archive", response_class=FileResponse)
def download_project(
    project_id: str, workspace: UsesWorkspace, temporary: Temporary
) -> FileResponse:
    """Return a project as a zip."""
    folder = workspace.library.folder(project_id)
    with temporary.open("xb") as file:
        write_archive(folder, file)
    name = f"{folder_name(summary(folder).name)}.zip"
    return FileResponse(temporary, media_type="application/zip", filename=name)
