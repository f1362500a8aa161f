from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.studio.visiting import TestClient
from understudy.studio import page, problems


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>")
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "index-1a2b.js").write_text("let x")
    (folder / "assets" / "index-1a2b.css").write_text("a {}")
    return folder


@pytest.fixture
def client(static: Path) -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(page.router(static))
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "kind", "caching"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/assets/index-1a2b.js", "text/javascript; charset=utf-8", page.FOR_GOOD),
        ("/assets/index-1a2b.css", "text/css; charset=utf-8", page.FOR_GOOD),
    ],
)
def test_files_of_the_page(client: TestClient, path: str, kind: str, caching: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == kind
    assert response.headers["cache-control"] == caching


@pytest.mark.parametrize(
    "path",
    ["/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets",
     "/assets/../../secret.txt", "/assets/..%5c..%5csecret.txt", "//etc/passwd", "/%00",
     "/api/none", "/assets/index-0000.js"],
)  # fmt: skip
def test_nothing_else_is_given_out(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "secret" not in response.text


def test_a_page_that_is_not_built_says_how(client: TestClient, static: Path) -> None:
    (static / "index.html").unlink()
    response = client.get("/")
    assert response.status_code == 503
    assert "make setup" in response.text
