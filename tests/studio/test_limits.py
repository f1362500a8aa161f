from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from pydantic import BaseModel

from tests.studio.visiting import TestClient
from understudy.studio import limits
from understudy.studio.limits import BodyLimit, limit_of
from understudy.studio.protocol import MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MAX_MESSAGE_BYTES

LIMIT = 1000


class Text(BaseModel):
    text: str


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(limits, "limit_of", lambda path: LIMIT)
    app = FastAPI()

    @app.post("/json")
    def parse(body: Text) -> int:
        return len(body.text)

    @app.post("/raw")
    async def count(request: Request) -> int:
        return sum([len(chunk) async for chunk in request.stream()])

    with TestClient(BodyLimit(app), headers={"Content-Type": "application/json"}) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/api/projects/archive", MAX_ARCHIVE_BYTES),
        ("/api/projects/p/classes/c/files", MAX_FILE_BYTES),
        ("/api/projects/p/examples/delete", limits.MAX_IDS_BYTES),
        ("/api/projects/p/examples/move", limits.MAX_IDS_BYTES),
        ("/api/projects/p/room", limits.MAX_PICTURE_BYTES),
        ("/api/projects/p/try", limits.MAX_PICTURE_BYTES),
        ("/api/projects", MAX_MESSAGE_BYTES),
        ("/api/projects/p/classes/files", MAX_MESSAGE_BYTES),
        ("/api/projects/p/classes/c/files/more", MAX_MESSAGE_BYTES),
        ("/other/api/projects/archive", MAX_MESSAGE_BYTES),
    ],
)
def test_only_uploads_may_be_large(path: str, limit: int) -> None:
    assert limit_of(path) == limit


@pytest.mark.parametrize("path", ["/json", "/raw"])
def test_what_fits_passes_and_what_does_not_is_refused(client: TestClient, path: str) -> None:
    frame = len('{"text": ""}')
    exact, over = ('{"text": "%s"}' % ("x" * (size - frame)) for size in (LIMIT, LIMIT + 1))
    assert client.post(path, content=exact).status_code == 200
    response = client.post(path, content=over)
    assert response.status_code == 413
    assert response.json() == {
        "sentence": "That is too large: at most 1000 bytes may be sent here."
    }


@pytest.mark.parametrize("path", ["/json", "/raw"])
def test_a_body_that_comes_in_chunks_is_counted(client: TestClient, path: str) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 100
            yield b"x" * 100

    response = client.post(path, content=chunks())
    assert "content-length" not in response.request.headers
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e3", str(LIMIT + 1), "9" * 40])
def test_a_length_that_is_wrong_or_too_much_is_refused_unread(
    client: TestClient, length: str
) -> None:
    response = client.post("/raw", content=b"", headers={"Content-Length": length})
    assert response.status_code == 413


def test_sizes_are_said_in_units_people_know() -> None:
    assert [limits._size(size) for size in (4 * 2**30, 512 * 2**20, 64 * 2**10, 9)] == [
        "4 GB",
        "512 MB",
        "64 kB",
        "9 bytes",
    ]
