"""The built page: files that lie in `static/`, looked up in a listing of it."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response

from understudy.studio.problems import NotFound

FOLDER = Path(__file__).parent / "static"
INDEX = "index.html"
NOT_BUILT = (
    "The studio's page is not built. In a checkout of Understudy, run: make setup\n"
    "Then load this page again."
)
MEDIA_TYPES = {  # those of the machine may be wrong: Windows keeps its own, that programs change
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
}
HASHED = "assets/"
"""Where names change with content, so that browsers may keep the files for good."""
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def router(folder: Path = FOLDER) -> APIRouter:
    """Return the routes of the page that lies in a folder."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    def index() -> Response:
        if not (folder / INDEX).is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        return _file(folder, INDEX)

    @routes.get("/{name:path}")
    def file(name: str) -> Response:
        if name not in _listing(folder):
            raise NotFound("There is nothing at this address. Go back to the start page.")
        return _file(folder, name)

    return routes


def _listing(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in files}


def _file(folder: Path, name: str) -> FileResponse:
    path = folder / name
    kind = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    caching = FOR_GOOD if name.startswith(HASHED) else ASK_AGAIN
    return FileResponse(path, media_type=kind, headers={"Cache-Control": caching})
