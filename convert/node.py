"""Finds Node and installs the packages of `web/package-lock.json`.

    python -m convert.node   install them, if they are not there

They build and check the studio's page, and two of them carry the landmark networks. Whoever
installs a wheel, or a source distribution, gets both ready-made and needs no Node.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from convert.errors import BuildError

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
INSTALLED = "installed.txt"
"""In node_modules: the checksum of the lock file that it was filled from."""
NODES = ((20, 19), (22, 12), (24, 0))
"""The least version of each line of Node that Vite, its Svelte plugin and vitest all run on."""


def ensure_packages(web: Path = WEB) -> str:
    """Install what the lock file states unless it is there; return the path of npm.

    Raises
    ------
    BuildError
        There is no Node, it is too old, or it failed.
    """
    npm = find_npm()
    locked = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    installed = web / "node_modules" / INSTALLED
    if read(installed) != locked:
        run([npm, "ci"], web)
        installed.write_text(locked, encoding="utf-8")
    return npm


def find_npm() -> str:
    """Return the path of npm, having looked whether Node is there and new enough."""
    wanted = "20.19, 22.12, 24 or newer"
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise BuildError(
            f"Understudy's page and networks are made with Node.js, and {'npm' if node else 'node'}"
            f" was not found. Install Node {wanted} from nodejs.org or your system's packages, and "
            "repeat."
        )
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if not is_new_enough(said):
        raise BuildError(
            f"Understudy's page and networks are made with Node.js {wanted}, but {node} is "
            f"{said.strip()}. Install a newer one from nodejs.org or your system's packages, and "
            "repeat."
        )
    return npm


def is_new_enough(version: str) -> bool:
    """Whether a version such as "v20.19.1" is one that everything runs on."""
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
        raise BuildError(f"{said}\nNothing was built: npm {' '.join(command[1:])} failed.")


def read(path: Path) -> str | None:
    """Return the text of a file, or None if it is not there."""
    return path.read_text("utf-8") if path.is_file() else None


if __name__ == "__main__":
    try:
        ensure_packages()
    except BuildError as error:
        sys.exit(str(error))
