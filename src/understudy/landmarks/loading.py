"""The networks that come with understudy, as finders.

They are made by `convert/` when the package is built; their checksums are in
`networks/manifest.json`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from understudy import shipped
from understudy.errors import UnderstudyError
from understudy.landmarks.body_finder import BodyFinder
from understudy.landmarks.hand_finder import HandFinder
from understudy.onnx_session import Network

FOLDER = Path(__file__).parent / "networks"
SIZES = ("lite", "full")
LICENCE = "MediaPipe Hands and Pose networks: Apache-2.0"

Size = Literal["lite", "full"]
"""lite is about 1.5 times as fast; full is a little more exact, and not in every installation."""


@cache
def load_hand_finder(size: str = "lite") -> HandFinder:
    """Return what finds hands; loading it again costs nothing.

    Raises
    ------
    UnderstudyError
        There is no such size, or its networks are missing or damaged.
    """
    _check(size)
    return HandFinder(read(f"palm-detection-{size}.onnx"), read(f"hand-landmarks-{size}.onnx"))


@cache
def load_body_finder(size: str = "lite") -> BodyFinder:
    """Return what finds a body; loading it again costs nothing.

    Raises
    ------
    UnderstudyError
        There is no such size, or its networks are missing or damaged.
    """
    _check(size)
    return BodyFinder(read("body-detection.onnx"), read(f"body-landmarks-{size}.onnx"))


def _check(size: str) -> None:
    if size not in SIZES:
        raise UnderstudyError(f"size is {size!r}; expected one of: {', '.join(SIZES)}.")


def read(file: str) -> Network:
    """Return a shipped network after checking it against the manifest.

    Raises
    ------
    UnderstudyError
        The file is missing or damaged.
    """
    return Network(shipped.read(FOLDER, file))
