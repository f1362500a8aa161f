"""Real photos where they are, a drawn hand and person, and the finders."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from understudy import drawings
from understudy.landmarks import BodyFinder, HandFinder, load_body_finder, load_hand_finder


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of development data."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("UNDERSTUDY_DATA") or beside)
    if not (folder / "images").is_dir():
        pytest.skip(f"no development data in {folder}; set UNDERSTUDY_DATA to its folder")
    return folder / "images"


@pytest.fixture(scope="session")
def hand() -> np.ndarray:
    """Draw the palm of a left hand, fingers up: 256 x 256."""
    return drawings.hand()


@pytest.fixture(scope="session")
def person() -> np.ndarray:
    """Draw someone who faces us: 256 x 256."""
    return drawings.person()


@pytest.fixture(scope="session")
def hands() -> HandFinder:
    return load_hand_finder()


@pytest.fixture(scope="session")
def bodies() -> BodyFinder:
    return load_body_finder()
