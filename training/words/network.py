"""The head: two convolutions over the nine embeddings of a window, then pooling over time.

Wherever in the window the word is, the pooling finds it, and the second convolution sees
5 embeddings, 1.1 s, at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from training.words.vocabulary import LABELS
from training.words.windows import EMBEDDINGS
from understudy.onnx_graph import Graph

WIDTH = 96  # of an embedding
KERNEL = 3
EPSILON = 1e-5  # of the layer normalisation


class WordNetwork(nn.Module):
    """From embeddings [n, 9, 96] to logits [n, labels]."""

    def __init__(self, channels: int = 128, dropout: float = 0.3) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.first = nn.Conv1d(WIDTH, channels, KERNEL, padding=KERNEL // 2)
        self.second = nn.Conv1d(channels, channels, KERNEL, padding=KERNEL // 2)
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(2 * channels, len(LABELS))

    def forward(self, embeddings: Any) -> Any:
        """Return logits [n, labels]."""
        x = self.norm(embeddings).transpose(1, 2)  # (n, 96, 9)
        x = self.drop(torch.relu(self.first(x)))
        x = torch.relu(self.second(x))
        pooled = torch.cat([x.amax(2), x.mean(2)], 1)
        return self.out(self.drop(pooled))


def to_onnx(network: WordNetwork) -> bytes:
    """Return a trained network as the head of a model, its weights in half precision.

    Input `features` [n, 864]; outputs `probabilities` [n, 20] and `novelty` [n], which is 0:
    what is new to it has a class of its own, `_unknown_`.
    """
    graph = Graph("words")
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}

    def half(name: str) -> str:
        return graph.add("Cast", graph.constant(weights[name], np.float16), to=1)

    features = graph.input("features", np.float32, ("n", EMBEDDINGS * WIDTH))
    shape = graph.constant([-1, EMBEDDINGS, WIDTH], np.int64)
    x = graph.add("Reshape", features, shape)
    x = graph.add(
        "LayerNormalization", x, half("norm.weight"), half("norm.bias"), axis=-1, epsilon=EPSILON
    )
    x = graph.add("Transpose", x, perm=[0, 2, 1])
    for layer in ("first", "second"):
        pads = [KERNEL // 2] * 2
        x = graph.add("Conv", x, half(f"{layer}.weight"), half(f"{layer}.bias"), pads=pads)
        x = graph.add("Relu", x)
    over_time = graph.constant([2], np.int64)
    most = graph.add("ReduceMax", x, over_time, keepdims=0)
    mean = graph.add("ReduceMean", x, over_time, keepdims=0)
    pooled = graph.add("Concat", most, mean, axis=1)
    logits = graph.add("Gemm", pooled, half("out.weight"), half("out.bias"), transB=1)
    graph.add("Softmax", logits, axis=1, name="probabilities")
    graph.output("probabilities", np.float32, ("n", len(LABELS)))
    first = graph.add("ReduceMax", "probabilities", graph.constant([1], np.int64), keepdims=0)
    graph.add("Mul", first, graph.constant(0, np.float32), name="novelty")
    graph.output("novelty", np.float32, ("n",))
    content: bytes = graph.model().SerializeToString()
    return content
