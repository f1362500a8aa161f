"""Compares the answers of the translated networks with those of the published ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convert.errors import BuildError
from convert.landmark_sources import Source

EXPECTED = Path(__file__).parent / "statistics" / "landmarks.npz"
"""Samples of what LiteRT computes from `drawing`; made by `convert.measure_landmarks`."""
SAMPLES = 512
TOLERANCE = 1e-3
"""Of the largest expected value of an output, or of 0.1 if that is more; 2e-4 was seen."""

LINES = (
    (128, 176, 128, 255, 24),  # arm
    (112, 176, 128, 150, 32),  # palm
    (140, 176, 140, 150, 30),
    (104, 140, 92, 60, 10),  # fingers
    (120, 138, 118, 48, 10),
    (138, 140, 144, 54, 10),
    (154, 146, 168, 76, 9),
    (100, 180, 56, 140, 10),  # thumb
)
"""A hand, in 256ths of the side: x, y of both ends, and half the width."""
SKIN = (224, 172, 140)  # RGB


def check(name: str, network: bytes, source: Source) -> None:
    """Compare what a network answers to the drawing with what was recorded.

    Raises
    ------
    BuildError
        An answer is further from the expected one than `TOLERANCE` allows.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: warnings are about graph optimisation
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    found = session.run(list(source.outputs), {"pixels": drawing(source.side)})
    with np.load(EXPECTED, allow_pickle=False) as recorded:
        for output, values in zip(source.outputs, found, strict=True):
            expected = recorded[f"{name}.{output}"]
            allowed = TOLERANCE * max(float(np.abs(expected).max()), 0.1)
            error = float(np.abs(sample(values) - expected).max())
            if not error <= allowed:  # or it is no number
                raise BuildError(
                    f"The values {output!r} of {name}.onnx are {error:.2g} away from what was "
                    f"recorded; at most {allowed:.2g} was expected. Install another version of "
                    f"onnxruntime than {onnxruntime.__version__}, and please report it."
                )


def drawing(side: int) -> NDArray[np.uint8]:
    """Return a drawn hand, uint8 [1, side, side, 3], the same on every machine."""
    y, x = np.mgrid[0:side, 0:side] * 256 // side
    image = np.stack([x // 4 + 60, y // 4 + 60, (x + y) // 8 + 60], axis=2)
    for shade, (x0, y0, x1, y1, radius) in enumerate(LINES):
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy  # squared, as all below: whole numbers have no rounding
        along = np.clip((x - x0) * dx + (y - y0) * dy, 0, length)
        across = ((x - x0) * length - along * dx) ** 2 + ((y - y0) * length - along * dy) ** 2
        image[across < (radius * length) ** 2] = [channel - 4 * shade for channel in SKIN]
    return image.astype(np.uint8)[None]


def sample(values: NDArray[Any]) -> NDArray[np.float32]:
    """Return at most `SAMPLES` values, evenly from first to last."""
    flat = values.reshape(-1)
    places = np.linspace(0, flat.size - 1, min(SAMPLES, flat.size)).astype(np.int64)
    return flat[places].astype(np.float32)
