"""An int8 variant of a backbone: static quantisation of its convolutions (QDQ format).

Activation ranges come from a file measured by `convert.measure` on background photos, so
that building needs no photos. Weights are int8 per channel, activations uint8.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

QUANTIZED = ("Conv", "Clip", "Add")
Ranges = Mapping[str, tuple[float, float]]


def quantize(network: bytes, ranges: Ranges) -> bytes:
    """Return the network with its convolutions in int8.

    Parameters
    ----------
    network
        ONNX, float32.
    ranges
        Smallest and largest value of every activation that a convolution reads or writes.
    """
    from onnxruntime.quantization import CalibrationMethod, QuantType
    from onnxruntime.quantization.calibrate import TensorData, TensorsData
    from onnxruntime.quantization.qdq_quantizer import QDQQuantizer

    model = onnx.load_from_string(network)
    measured = {
        name: TensorData(lowest=np.float32(low), highest=np.float32(high))
        for name, (low, high) in ranges.items()
    }
    quantizer = QDQQuantizer(
        model,
        per_channel=True,
        reduce_range=False,
        weight_qType=QuantType.QInt8,
        activation_qType=QuantType.QUInt8,
        tensors_range=TensorsData(CalibrationMethod.MinMax, measured),
        nodes_to_quantize=[node.name for node in network_nodes(model)],
        nodes_to_exclude=[],
        op_types_to_quantize=list(QUANTIZED),
        extra_options={},
    )
    quantizer.quantize_model()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "int8.onnx"
        quantizer.model.save_model_to_file(str(path))
        return path.read_bytes()


def network_nodes(model: onnx.ModelProto) -> list[Any]:
    """Return the nodes of the network proper: all up to and including the layer `head`."""
    nodes = list(model.graph.node)
    last = next(index for index, node in enumerate(nodes) if "head" in node.output)
    first = next(index for index, node in enumerate(nodes) if node.op_type == "Conv")
    return [node for node in nodes[first : last + 1] if node.op_type in QUANTIZED]


def activations(model: onnx.ModelProto) -> list[str]:
    """Return the names of the values whose ranges `quantize` needs."""
    constants = {constant.name for constant in model.graph.initializer}
    names = [
        name
        for node in network_nodes(model)
        for name in (*node.input, *node.output)
        if name not in constants
    ]
    return list(dict.fromkeys(names))


def measure_ranges(network: bytes, images: list[NDArray[np.uint8]]) -> dict[str, list[float]]:
    """Return the smallest and largest value of every activation over the pictures."""
    import onnxruntime

    model = onnx.load_from_string(network)
    names = activations(model)
    del model.graph.output[:]
    model.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names
    )
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    ranges = {name: [np.inf, -np.inf] for name in names}
    for image in images:
        values = session.run(names, {"images": image[np.newaxis]})
        for name, value in zip(names, values, strict=True):
            low, high = ranges[name]
            ranges[name] = [min(low, float(value.min())), max(high, float(value.max()))]
    return ranges
