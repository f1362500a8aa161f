"""Builds the studio's page, if the one that is there is not of these sources.

    python -m convert.page

Called by `make setup` and by the build hook.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from convert.errors import BuildError
from convert.node import ROOT, WEB, ensure_packages, read, run

BUILT = ROOT / "src" / "understudy" / "studio" / "static"
SOURCES = ("package-lock.json", "index.html", "vite.config.ts", "src", "public")
RECIPE = "recipe.txt"
"""In the built page: the checksum of the sources that it was built from."""


def ensure(web: Path = WEB, built: Path = BUILT) -> bool:
    """Build the page into `built` unless it is up to date; return whether it was built.

    Raises
    ------
    BuildError
        There is no Node, it is too old, or it failed.
    """
    recipe = recipe_checksum(web)
    if (built / "index.html").is_file() and read(built / RECIPE) == recipe:
        return False
    npm = ensure_packages(web)
    run([npm, "run", "--silent", "build"], web)
    (built / RECIPE).write_text(recipe, encoding="utf-8")
    return True


def recipe_checksum(web: Path = WEB) -> str:
    """Return a checksum of all that decides what the page contains."""
    digest = hashlib.sha256()
    for file in source_files(web):
        digest.update(file.relative_to(web).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def source_files(web: Path) -> Iterator[Path]:
    """Yield the files that the page is built from, always in the same order."""
    for name in SOURCES:
        place = web / name
        if place.is_file():
            yield place
        found = sorted(place.rglob("*"), key=lambda path: path.relative_to(web).as_posix())
        yield from (path for path in found if path.is_file() and ".test." not in path.name)


if __name__ == "__main__":
    try:
        print("page built" if ensure() else "page is up to date")
    except BuildError as error:
        sys.exit(str(error))
