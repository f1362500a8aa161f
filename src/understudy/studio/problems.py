"""What went wrong, as a status and a sentence that the page can show."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from understudy.errors import UnderstudyError
from understudy.project.disk import FULL
from understudy.studio.protocol import Problem

NO_ROOM = (
    "The disk is full, so this was not saved. What was saved before is safe. "
    "Make room on the disk and try again."
)
BROKEN = (
    "Something went wrong inside Understudy; what was saved is safe. "
    "Try again, and look at the terminal if it stays."
)
GONE = "The page left before all of it had come."
MEANINGS = {
    404: "There is nothing at this address. Go back to the start page.",
    405: "This address can't be used that way.",
}


class NotFound(UnderstudyError):  # noqa: N818 - said of an id, it reads as what it is
    """There is no such project, class, take or example."""


class Conflict(UnderstudyError):  # noqa: N818
    """What the request was made for has changed, or is in use elsewhere."""


def status_of(error: BaseException) -> int:
    """Return the HTTP status of an error."""
    if is_disk_full(error):
        return 507
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, Conflict):
        return 409
    return 400 if isinstance(error, UnderstudyError) else 500


def sentence_of(error: BaseException) -> str:
    """Return what to tell the user; nothing of the program's inside."""
    if isinstance(error, UnderstudyError):
        return str(error)
    return NO_ROOM if is_disk_full(error) else BROKEN


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error, or the one that caused it, says that the disk is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__
    return False


def respond(status: int, sentence: str) -> JSONResponse:
    """Return the response that states a problem."""
    return JSONResponse(Problem(sentence=sentence).model_dump(), status)


def install(app: FastAPI) -> None:
    """Make every error of the app's routes a problem in one sentence."""

    @app.exception_handler(UnderstudyError)
    @app.exception_handler(Exception)  # also logged with its trace, by the server
    def explain(request: Request, error: Exception) -> JSONResponse:
        return respond(status_of(error), sentence_of(error))

    @app.exception_handler(OSError)
    def explain_disk(request: Request, error: OSError) -> JSONResponse:
        if not is_disk_full(error):
            raise error  # to be logged like any other
        return explain(request, error)

    @app.exception_handler(ClientDisconnect)
    def pass_over(request: Request, error: ClientDisconnect) -> JSONResponse:
        return respond(400, GONE)  # nobody hears it, and nothing went wrong

    @app.exception_handler(RequestValidationError)
    def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query"))
        where = f" in {place!r}" if place else ""
        return respond(400, f"The request was not understood{where}: {first['msg']}.")

    @app.exception_handler(HTTPException)
    def say(request: Request, error: HTTPException) -> JSONResponse:
        return respond(error.status_code, MEANINGS.get(error.status_code, str(error.detail)))
