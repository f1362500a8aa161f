"""Generators with and without the development photos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.performed import cutouts, rooms
from tests.performed.photos import photos


def forget() -> None:
    """Forget what was read, which depends on where the photos are."""
    for kept in (photos, cutouts.hands, rooms._picture):
        kept.cache_clear()


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be where there are no photos."""
    monkeypatch.setenv("UNDERSTUDY_DATA", str(tmp_path))
    forget()
    yield
    forget()


@pytest.fixture
def photographed() -> Iterator[None]:
    """Be where there are photos, or skip."""
    forget()
    if not photos(cutouts.HANDS) or not photos(rooms.PHOTOS[0]):
        pytest.skip("no development photos; set UNDERSTUDY_DATA to their folder")
    yield
    forget()
