"""Where the development photos are, and which there are."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def photos(name: str) -> tuple[Path, ...]:
    """Return the photos of a set in the order of their names; none where there are none."""
    stated = os.environ.get("UNDERSTUDY_DATA")
    data = Path(stated) if stated else ROOT.parent / "shared" / "data"
    return tuple(sorted((data / "images" / name).glob("*/*.jpg")))
