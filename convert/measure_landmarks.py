"""Records what LiteRT computes with the published networks, for `convert.landmark_check`.

Run once by hand, whenever a network or the drawing changes, and commit the result. LiteRT is
needed for nothing else:

    pip install ai-edge-litert
    python -m convert.measure_landmarks
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from convert import landmark_check
from convert.landmark_sources import FULL, LITE, Source, read


def main() -> None:
    """Write the samples of all networks."""
    samples = {
        f"{name}.{output}": landmark_check.sample(values)
        for name, source in (LITE | FULL).items()
        for output, values in run(source, landmark_check.drawing(source.side)).items()
    }
    np.savez_compressed(landmark_check.EXPECTED, allow_pickle=False, **samples)
    print(f"wrote {landmark_check.EXPECTED}")


def run(source: Source, pixels: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    """Return what a published network answers to a picture, by the names of the outputs."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_content=read(source), num_threads=1)
    interpreter.allocate_tensors()
    scale, shift = source.scaling
    scaled = pixels.astype(np.float32) * np.float32(scale) + np.float32(shift)
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], scaled)
    interpreter.invoke()
    details = interpreter.get_output_details()
    return {
        name: interpreter.get_tensor(details[number]["index"])
        for name, number in source.outputs.items()
    }


if __name__ == "__main__":
    main()
