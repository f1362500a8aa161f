"""A model's self-test: drawn inputs, and what the model said of them where it was made.

On another machine, with another version of ONNX Runtime, the same steps must say the same.
They are drawn here, never the user's.
"""

from __future__ import annotations

import io
import platform
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy import drawings, tones
from understudy.backbones.backbone import Backbone, ClipBackbone, SoundBackbone
from understudy.types import Array, Image

TOLERANCE = 0.02  # of a probability
MAX_BYTES = 16 << 20  # 16 MiB unpacked: small inputs, and probabilities of a million classes
MOST_INPUTS = 100
NAMES = {4: "clip", 3: "picture", 1: "sound"}
"""What inputs are called in the file, by how many axes they have."""

Inputs = Sequence[Array]

Answer = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Probabilities [n, classes] and novelty [n]."""


def pictures_for(seeks: str | None) -> list[Image]:
    """Draw what a model of pictures is tested on; for one that seeks a hand or body, that too."""
    match seeks:
        case "hand":
            return [*drawings.shapes(), drawings.hand()]
        case "body":
            return [*drawings.shapes(), drawings.person()]
    return drawings.shapes()


def clips_for(seeks: str | None, count: int) -> list[Array]:
    """Draw what a model of actions is tested on: of each picture `count` moments, swaying.

    Every second row and column is enough, and a quarter of the bytes in the file.
    """
    *_, last = pictures_for(seeks)
    pictures = [*drawings.shapes()[:2], *([] if seeks is None else [last[::2, ::2]])]
    return [drawings.swaying(picture, count) for picture in pictures]


def inputs_for(backbone: Backbone) -> list[Array]:
    """Draw what a model on a backbone is tested on."""
    if isinstance(backbone, SoundBackbone):
        return list(tones.sounds(backbone.window, backbone.rate))
    if isinstance(backbone, ClipBackbone):
        return clips_for(backbone.seeks, backbone.count)
    return list(pictures_for(backbone.seeks))


def record(inputs: Inputs, predict: Callable[[Any], Answer]) -> bytes:
    """Return the content of `self-test.npz`: pictures, sounds or clips, and answers."""
    probabilities, novelty = predict(inputs)
    packed = io.BytesIO()
    drawn = {f"{NAMES[one.ndim]}{index}": one for index, one in enumerate(inputs)}
    np.savez_compressed(
        packed, allow_pickle=False, probabilities=probabilities, novelty=novelty, **drawn
    )
    return packed.getvalue()


def check(content: bytes, predict: Callable[[Any], Answer]) -> str | None:
    """Return None if the model still says the same, else what differs.

    Raises
    ------
    ValueError
        The content is not a self-test.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(member.file_size for member in packed.infolist())
    if size > MAX_BYTES:
        raise ValueError(f"its self-test has {size:,} bytes; at most {MAX_BYTES:,} are expected")
    with np.load(io.BytesIO(content), allow_pickle=False) as recorded:
        kind = next((kind for kind in NAMES.values() if f"{kind}0" in recorded.files), "picture")
        count = sum(name.startswith(kind) for name in recorded.files)
        inputs = [recorded[f"{kind}{index}"] for index in range(min(count, MOST_INPUTS))]
        expected = recorded["probabilities"]
    found, _ = predict(inputs)
    if found.shape != expected.shape:
        raise ValueError(f"its self-test has answers {expected.shape}; expected {found.shape}")
    difference = float(np.abs(found - expected).max())
    if not difference <= TOLERANCE:  # or not a number
        return f"a probability differs by {difference:.3f}"
    # Labels of a near tie may swap within the tolerance; that is no failure.
    best = np.take_along_axis(found, expected.argmax(axis=1)[:, np.newaxis], axis=1)[:, 0]
    if (found.max(axis=1) - best > TOLERANCE).any():
        return "a label differs"
    return None


def this_machine() -> dict[str, Any]:
    """Return what may make a difference: processor, system and versions."""
    import onnxruntime

    return {
        "processor": platform.machine(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "onnxruntime": onnxruntime.__version__,
    }


def describe(machine: dict[str, Any]) -> str:
    """Name a machine in one phrase."""
    parts = (str(machine.get(key, "?")) for key in ("system", "processor"))
    return f"{' '.join(parts)}, onnxruntime {machine.get('onnxruntime', '?')}"
