"""Background statistics: what a backbone's features look like on ordinary inputs.

With them features become comparable: each block is standardised and given length 1, then the
whole is whitened, so that directions in which all pictures differ count less than
those in which few do. This makes the few-shot heads strong and novelty meaningful.

Formulas (Hariharan, Malik and Ramanan, "Discriminative decorrelation for clustering and
classification", 2012, for whitening with background statistics; the shrinkage is ours):
z_b = (x_b - mean_b) / std_b for each block b, z = concat(weight_b z_b / |z_b|), and
features = (S + lambda I)^(-1/2) (z - mu), with S the covariance of z over the background and
lambda = trace(S) / d. S is kept as its leading eigenvectors V and values w:
(S + lambda I)^(-1/2) = (I + V diag(sqrt(lambda / (w + lambda)) - 1) V') / sqrt(lambda).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from understudy.errors import DataError, UnderstudyError
from understudy.onnx_graph import Graph

RANK = 64  # as accurate as the full covariance: benchmarks/results/accuracy.md
SMALLEST_STD = 1e-6  # keeps a feature that never changes from being divided by zero
SMALLEST_NORM = 1e-8
NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Statistics:
    """Mean, scale and covariance of a backbone's raw features over a background set."""

    blocks: Mapping[str, slice]
    """Columns of each named block; together they cover all d columns in order."""
    mean: Floats  # [d]
    std: Floats  # [d]
    centre: Floats  # [d]: mu, the mean after standardising and block scaling
    directions: Floats  # [d, rank]: V
    gains: Floats  # [rank]: sqrt(lambda / (w + lambda)) - 1
    scale: float  # 1 / sqrt(lambda)
    weights: tuple[float, ...]  # [blocks]: length of each block

    def save(self, path: Path) -> None:
        """Write a compressed .npz file, directions in float16 (some 400 kB at d = 3184)."""
        with path.open("wb") as file:  # given a path, numpy would add a suffix of its own
            np.savez_compressed(
                file,
                names=np.array(list(self.blocks)),
                ends=np.array([block.stop for block in self.blocks.values()]),
                mean=self.mean,
                std=self.std,
                centre=self.centre,
                directions=self.directions.astype(np.float16),
                gains=self.gains,
                scale=np.float32(self.scale),
                weights=np.array(self.weights, np.float32),
            )

    @classmethod
    def load(cls, path: Path) -> Statistics:
        """Read what `save` wrote; no pickled objects are accepted.

        Raises
        ------
        UnderstudyError
            The file can't be read, or is not one of these.
        """
        try:
            return cls._read(path)
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise UnderstudyError(
                f"{path} can't be read as background statistics ({error}). "
                "Write it with understudy.backbones.measure."
            ) from error

    @classmethod
    def _read(cls, path: Path) -> Statistics:
        with np.load(path, allow_pickle=False) as file:
            ends = [int(end) for end in file["ends"]]
            starts = [0, *ends[:-1]]
            blocks = {
                str(name): slice(start, end)
                for name, start, end in zip(file["names"], starts, ends, strict=True)
            }
            weights = file["weights"] if "weights" in file else np.ones(len(blocks))
            return cls(
                blocks,
                mean=file["mean"],
                std=file["std"],
                centre=file["centre"],
                directions=file["directions"].astype(np.float32),
                gains=file["gains"],
                scale=float(file["scale"]),
                weights=tuple(float(weight) for weight in weights),
            )


def measure(
    raw: Floats,
    blocks: Mapping[str, slice],
    rank: int = RANK,
    weights: Mapping[str, float] = NO_WEIGHTS,
) -> Statistics:
    """Return the statistics of raw features [n, d] over n ordinary inputs.

    Parameters
    ----------
    raw
        Features as the network gives them.
    blocks
        Columns of each block.
    rank
        How many eigenvectors of the covariance to keep; at most n - 1. With none, features are
        standardised and scaled only.
    weights
        Length of each block; 1 where none is given.

    Raises
    ------
    DataError
        There are fewer than two inputs, or all have the same features.
    """
    if len(raw) < 2 or not np.ptp(raw, axis=0).any():
        raise DataError(
            f"The background statistics need two or more different inputs, best some hundreds; "
            f"got {len(raw)}."
        )
    values = raw.astype(np.float64)
    mean, std = values.mean(axis=0), values.std(axis=0) + SMALLEST_STD
    lengths = tuple(weights.get(block, 1.0) for block in blocks)
    scaled = _standardise(values, mean, std, blocks, lengths)
    centre = scaled.mean(axis=0)
    _, singular, directions = np.linalg.svd(scaled - centre, full_matrices=False)
    variances = singular**2 / (len(values) - 1)
    shrinkage = variances.sum() / values.shape[1]
    gains = np.sqrt(shrinkage / (variances[:rank] + shrinkage)) - 1
    return Statistics(
        dict(blocks),
        mean=mean.astype(np.float32),
        std=std.astype(np.float32),
        centre=centre.astype(np.float32),
        directions=directions[:rank].T.astype(np.float32),
        gains=gains.astype(np.float32),
        scale=float(1 / np.sqrt(shrinkage)),
        weights=lengths,
    )


def whiten(raw: Floats, statistics: Statistics) -> Floats:
    """Return whitened features [n, d] of raw ones, as the graph of `add_whitening` does."""
    s = statistics
    centred = _standardise(raw.astype(np.float64), s.mean, s.std, s.blocks, s.weights) - s.centre
    shrunk = ((centred @ s.directions) * s.gains) @ s.directions.T
    whitened: Floats = ((centred + shrunk) * s.scale).astype(np.float32)
    return whitened


def add_whitening(graph: Graph, raw_blocks: list[str], statistics: Statistics, name: str) -> str:
    """Add the nodes that whiten raw blocks (each [n, d_b], in order); return the result's name."""
    s = statistics
    scaled = []
    for raw, block, weight in zip(raw_blocks, s.blocks.values(), s.weights, strict=True):
        centred = graph.add("Sub", raw, graph.constant(s.mean[block]))
        standard = graph.add("Mul", centred, graph.constant(1 / s.std[block], np.float32))
        axis = graph.constant([1], np.int64)
        length = graph.add("ReduceL2", standard, axis, keepdims=1)
        length = graph.add("Add", length, graph.constant(SMALLEST_NORM, np.float32))
        unit = graph.add("Div", standard, length)
        if weight != 1:
            unit = graph.add("Mul", unit, graph.constant(weight, np.float32))
        scaled.append(unit)
    joined = graph.add("Concat", *scaled, axis=1)
    centred = graph.add("Sub", joined, graph.constant(s.centre))
    if not len(s.gains):
        return graph.add("Mul", centred, graph.constant(s.scale, np.float32), name=name)
    directions = graph.constant(s.directions)
    along = graph.add("Mul", graph.add("MatMul", centred, directions), graph.constant(s.gains))
    shrunk = graph.add("Gemm", along, directions, transB=1)
    whitened = graph.add("Add", centred, shrunk)
    return graph.add("Mul", whitened, graph.constant(s.scale, np.float32), name=name)


def network(statistics: Statistics) -> bytes:
    """Return the ONNX graph from `raw` features [n, d] to whitened `features` [n, d]."""
    widths = [block.stop - block.start for block in statistics.blocks.values()]
    graph = Graph("whitening")
    raw = graph.input("raw", np.float32, ("n", sum(widths)))
    ends = graph.constant(widths, np.int64)
    parts = graph.add_many("Split", raw, ends, names=(None,) * len(widths), axis=1)
    graph.output(
        add_whitening(graph, parts, statistics, "features"), np.float32, ("n", sum(widths))
    )
    content: bytes = graph.model().SerializeToString()
    return content


def _standardise(
    values: NDArray[np.float64],
    mean: Floats,
    std: Floats,
    blocks: Mapping[str, slice],
    weights: tuple[float, ...],
) -> NDArray[np.float64]:
    standard = (values - mean) / std
    scaled: list[NDArray[np.float64]] = []
    for block, weight in zip(blocks.values(), weights, strict=True):
        length = np.linalg.norm(standard[:, block], axis=1, keepdims=True) + SMALLEST_NORM
        scaled.append(standard[:, block] / length * weight)
    return np.concatenate(scaled, axis=1)
