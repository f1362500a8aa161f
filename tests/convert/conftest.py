"""The published weights, where the development dependencies are installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from convert import weights


@pytest.fixture(scope="session")
def weights_file() -> Path:
    """Return the published checkpoint."""
    try:
        return weights.path()
    except FileNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def published(weights_file: Path) -> dict[str, np.ndarray]:
    """Return the published weights by name."""
    return weights.load()


@pytest.fixture
def picture() -> np.ndarray:
    """Draw smooth colours with an edge: uint8 [224, 224, 3]."""
    y, x = np.mgrid[0:224, 0:224] / 224
    image = np.stack([255 * x, 255 * y, 127 + 120 * np.sin(20 * x * y)], axis=2)
    image[60:150, 80:180] = [200, 30, 60]
    return image.astype(np.uint8)
