"""Which networks find hands and bodies, and where MediaPipe's npm packages keep them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from convert import packed_assets
from convert.errors import BuildError
from convert.node import WEB

SHARE = (1 / 255, 0.0)  # pixels to 0..1
SIGNED = (1 / 127.5, -1.0)  # pixels to -1..1
DETECTED = {"boxes": 0, "scores": 1}
HAND = {"points": 0, "presence": 1, "left": 2, "world": 3}
BODY = {"points": 0, "presence": 1, "heatmap": 3, "world": 4}  # 2 is where the person is


class Source(NamedTuple):
    """A published network, and what is needed to make use of it."""

    package: str
    file: str
    sha256: str
    side: int
    """Of the pictures, in pixels."""
    scaling: tuple[float, float]
    """Pixels are multiplied with the first and added to the second, as MediaPipe's graphs do."""
    outputs: dict[str, int]
    """Which of the file's outputs are kept, by the name that they get."""


LITE = {
    "palm-detection-lite": Source(
        "hands",
        "palm_detection_lite.tflite",
        "e9a4aaddf90dda56a87235303cf00e4c2d3fb28725f68fd88772997dac905c18",
        192,
        SHARE,
        DETECTED,
    ),
    "hand-landmarks-lite": Source(
        "hands",
        "hand_landmark_lite.tflite",
        "d7fde8ac11f8ce03f8663775bfc323f4fc9f2a38062b4f4efa142874ef5b2a48",
        224,
        SHARE,
        HAND,
    ),
    "body-detection": Source(
        "pose",
        "pose_detection.tflite",
        "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
        224,
        SIGNED,
        DETECTED,
    ),
    "body-landmarks-lite": Source(
        "pose",
        "pose_landmark_lite.tflite",
        "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
        256,
        SHARE,
        BODY,
    ),
}
FULL = {
    "palm-detection-full": Source(
        "hands",
        "palm_detection_full.tflite",
        "2f25e740121983f68ffc05f99991d524dc0ea812134f6316a26125816941ee85",
        192,
        SHARE,
        DETECTED,
    ),
    "hand-landmarks-full": Source(
        "hands",
        "hand_landmark_full.tflite",
        "8c026882c9ec059ce0f8e75266bee5a9a23c341a40e0000df755374d3d1b9b68",
        224,
        SHARE,
        HAND,
    ),
    "body-landmarks-full": Source(
        "pose",
        "pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        256,
        SHARE,
        BODY,
    ),
}


def read(source: Source, web: Path = WEB) -> bytes:
    """Return the published file, after checking its SHA-256."""
    package = web / "node_modules" / "@mediapipe" / source.package
    repeat = "Delete web/node_modules and repeat."
    try:
        content = packed_assets.read(package, source.file)
    except ValueError as error:
        raise BuildError(f"@mediapipe/{source.package} is damaged: {error}. {repeat}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != source.sha256:
        raise BuildError(
            f"{source.file} of @mediapipe/{source.package} has SHA-256 {found}; expected "
            f"{source.sha256}. {repeat}"
        )
    return content
