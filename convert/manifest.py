"""A folder of made files, with a manifest that says what they were made by.

`manifest.json` holds the checksum of the recipe, a notice of whose work the files carry, and the
SHA-256 of each file.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

NAME = "manifest.json"


def is_current(folder: Path, recipe: str, wanted: Iterable[str] = ()) -> bool:
    """Whether `folder` has what is wanted, made by this recipe, and all in it is undamaged."""
    try:
        facts = json.loads((folder / NAME).read_text("utf-8"))
        return (
            bool(facts["recipe"] == recipe)
            and set(wanted) <= set(facts["sha256"])
            and all(
                hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected
                for name, expected in facts["sha256"].items()
            )
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # missing or damaged
        return False


def write(folder: Path, files: Mapping[str, bytes], recipe: str, notice: str) -> None:
    """Write the files, and last of all the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_atomically(folder / name, content)
    checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    facts = {"recipe": recipe, "notice": notice, "sha256": checksums}
    write_atomically(folder / NAME, json.dumps(facts, indent=2).encode("utf-8"))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, even when two builds do so at once."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
