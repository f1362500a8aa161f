"""Builds the studio's page, if the one that is there is not of these sources.

    python -m convert.page            build the page
    python -m convert.page packages   only install what building and checking it needs

Called by `make setup` and by the build hook. Only this needs Node; whoever installs a wheel, or a
source distribution, gets the page ready-made.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
BUILT = ROOT / "src" / "understudy" / "studio" / "static"
SOURCES = ("package-lock.json", "index.html", "vite.config.ts", "src", "public")
RECIPE = "recipe.txt"
"""In the built page: the checksum of the sources that it was built from."""
INSTALLED = "installed.txt"
"""In node_modules: the checksum of the lock file that it was filled from."""
NODES = ((20, 19), (22, 12), (24, 0))
"""The least version of each line of Node that Vite, its Svelte plugin and vitest all run on."""


class PageError(Exception):
    """The page can't be built."""


def ensure(web: Path = WEB, built: Path = BUILT) -> bool:
    """Build the page into `built` unless it is up to date; return whether it was built.

    Raises
    ------
    PageError
        There is no Node, it is too old, or it failed.
    """
    recipe = recipe_checksum(web)
    if (built / "index.html").is_file() and read(built / RECIPE) == recipe:
        return False
    npm = ensure_packages(web)
    run([npm, "run", "--silent", "build"], web)
    (built / RECIPE).write_text(recipe, encoding="utf-8")
    return True


def ensure_packages(web: Path = WEB) -> str:
    """Install what the lock file states unless it is there; return the path of npm."""
    npm = find_npm()
    locked = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    installed = web / "node_modules" / INSTALLED
    if read(installed) != locked:
        run([npm, "ci"], web)
        installed.write_text(locked, encoding="utf-8")
    return npm


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


def find_npm() -> str:
    """Return the path of npm, having looked whether Node is there and new enough."""
    wanted = "20.19, 22.12, 24 or newer"
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise PageError(
            f"The studio's page is built with Node.js, and {'npm' if node else 'node'} was not "
            f"found. Install Node {wanted} from nodejs.org or your system's packages, and repeat."
        )
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if not is_new_enough(said):
        raise PageError(
            f"The studio's page is built with Node.js {wanted}, but {node} is {said.strip()}. "
            "Install a newer one from nodejs.org or your system's packages, and repeat."
        )
    return npm


def is_new_enough(version: str) -> bool:
    """Whether a version such as "v20.19.1" is one that the page can be built with."""
    major, minor = map(int, version.strip().removeprefix("v").split(".")[:2])
    return major > NODES[-1][0] or any(major == line and minor >= least for line, least in NODES)


def run(command: list[str], folder: Path) -> None:
    """Run a command, and raise with what it said if it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise PageError(f"{said}\nThe studio's page was not built: {' '.join(command[1:])} failed.")


def read(path: Path) -> str | None:
    """Return the text of a file, or None if it is not there."""
    return path.read_text("utf-8") if path.is_file() else None


def main() -> None:
    """Read the command line and run."""
    try:
        if sys.argv[1:] == ["packages"]:
            ensure_packages()
        else:
            print("page built" if ensure() else "page is up to date")
    except PageError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
