"""Files that are made when the package is built, with a manifest of their checksums beside them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from understudy.errors import UnderstudyError

MANIFEST = "manifest.json"


def read(folder: Path, file: str) -> bytes:
    """Return the content of a shipped file after checking it against the manifest.

    Raises
    ------
    UnderstudyError
        The file is missing or damaged.
    """
    try:
        content = (folder / file).read_bytes()
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        expected = facts["sha256"][file]
    except (OSError, KeyError, ValueError) as error:
        raise UnderstudyError(
            f"The network {file} is not in this installation. In a checkout, run: make setup; "
            "otherwise reinstall understudy."
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise UnderstudyError(
            f"The network {file} is damaged (SHA-256 {found}, expected {expected}). "
            "Reinstall understudy."
        )
    return content
