"""Features drawn from normal distributions, and heads run as ONNX."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import onnxruntime
import pytest

Draw = Callable[..., tuple[np.ndarray, np.ndarray]]
NAMES = np.array(["rock", "paper", "scissors", "lizard", "spock", "well", "fire"])


@pytest.fixture
def draw() -> Draw:
    """Return a function that draws features float32 [n, d] and their labels."""

    def drawn(classes=3, each=10, d=40, apart=2.0, seed=0, means_seed=0):
        means = apart * np.random.default_rng(means_seed).normal(size=(classes, d))
        y = np.repeat(np.arange(classes), each)
        X = np.random.default_rng(seed + 1).normal(size=(len(y), d)) + means[y]
        return X.astype(np.float32), NAMES[y]

    return drawn


@pytest.fixture
def run_onnx() -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """Return a function that gives probabilities and novelty as the exported head says."""

    def run(head, X):
        session = onnxruntime.InferenceSession(head.to_onnx(), providers=["CPUExecutionProvider"])
        return session.run(["probabilities", "novelty"], {"features": np.asarray(X, np.float32)})

    return run
