"""Reads single files out of MediaPipe's npm packages.

A package (`@mediapipe/hands`) holds some of its files as they are and others joined in
`hands_solution_packed_assets.data`; where each lies is stated as JSON in the script that loads
them, `hands_solution_packed_assets_loader.js`. That script is read, never run.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

CALL = re.compile(r"\bloadPackage\((\{.{1,100000}\})\);")
LARGEST_SCRIPT_BYTES = 1_000_000  # they are 8,000
LARGEST_DATA_BYTES = 100_000_000  # they are 3 to 4 million


def read(folder: Path, name: str) -> bytes:
    """Return the content of a file of the package in `folder`.

    Raises
    ------
    ValueError
        The package does not hold it, or does not state clearly where.
    """
    if (folder / name).is_file():
        return (folder / name).read_bytes()
    assets = f"{folder.name}_solution_packed_assets"
    script, data = folder / f"{assets}_loader.js", folder / f"{assets}.data"
    start, end = find(_read_within(script, LARGEST_SCRIPT_BYTES).decode("utf-8"), name)
    content = _read_within(data, LARGEST_DATA_BYTES)
    if end > len(content):
        raise ValueError(
            f"{name} should end at byte {end} of {data.name}, which has {len(content)}"
        )
    return content[start:end]


def find(script: str, name: str) -> tuple[int, int]:
    """Return where a file begins and ends, from the text of the script that loads it."""
    call = CALL.search(script)
    try:
        files = json.loads(call[1])["files"] if call else []
        places = [
            (file["start"], file["end"])
            for file in files
            if file["filename"].rpartition("/")[2] == name
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        places = []
    if len(places) != 1:
        raise ValueError(
            f"{name} should be stated once in the loader script, not {len(places)} times"
        )
    start, end = places[0]
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        raise ValueError(f"{name} is stated to be at bytes {start} to {end}")
    return start, end


def _read_within(path: Path, most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > most:
            raise ValueError(f"{path.name} has {size} bytes; at most {most} were expected")
        return path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path.name} can't be read: {error.strerror}") from error
