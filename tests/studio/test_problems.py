from __future__ import annotations

import errno

import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect

from tests.studio.visiting import TestClient
from understudy.errors import DataError, MediaError
from understudy.project.disk import DiskFullError
from understudy.studio import problems
from understudy.studio.problems import BROKEN, NO_ROOM, Conflict, NotFound


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (NotFound("It is not there."), 404, "It is not there."),
        (Conflict("It has changed."), 409, "It has changed."),
        (DataError("That is wrong."), 400, "That is wrong."),
        (FULL, 507, NO_ROOM),
        (caused(DiskFullError("The disk is full; x."), FULL), 507, "The disk is full; x."),
        (caused(MediaError("x can't be written."), FULL), 507, "x can't be written."),
        (OSError(errno.EIO, "secret path"), 500, BROKEN),
        (ZeroDivisionError("secret"), 500, BROKEN),
        (ClientDisconnect(), 400, problems.GONE),
    ],
)
def test_every_error_is_a_status_and_a_sentence(
    error: Exception, status: int, sentence: str
) -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/")
    def fail() -> None:
        raise error

    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/")
    assert (response.status_code, response.json()) == (status, {"sentence": sentence})


def test_what_was_not_understood_is_named() -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/")
    def double(number: int) -> int:
        return 2 * number

    with TestClient(app) as client:
        response = client.get("/?number=three")
        assert response.status_code == 400
        assert response.json()["sentence"].startswith("The request was not understood in 'number'")
        assert client.get("/none").json() == {"sentence": problems.MEANINGS[404]}
        assert client.post("/?number=3").json() == {"sentence": problems.MEANINGS[405]}
