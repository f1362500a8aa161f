"""What is trained: small classifiers on frozen features, in the manner of scikit-learn.

>>> head = understudy.heads.create("auto").fit(X, y, groups=takes)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

from understudy.heads.auto import Auto
from understudy.heads.base import Head
from understudy.heads.dense import Dense
from understudy.heads.discriminant import Discriminant
from understudy.heads.discriminant_solver import linalg
from understudy.heads.logistic import Logistic
from understudy.heads.neighbors import Neighbors
from understudy.heads.spectrogram_conv import SpectrogramConv
from understudy.onnx_graph import Graph
from understudy.registry import Registry

__all__ = ["DEFAULT", "REGISTRY", "Head", "check_installed", "create"]

DEFAULT = "auto"
REGISTRY: Registry[Head] = Registry("head")

REGISTRY.register("auto", "tries the closed-form heads on held-out takes, keeps the best", Auto)
REGISTRY.register(
    "discriminant", "background-whitened linear discriminant: best with few examples", Discriminant
)
REGISTRY.register("logistic", "logistic regression, the textbook linear classifier", Logistic)
REGISTRY.register("neighbors", "k nearest neighbours: a vote of the most similar", Neighbors)
REGISTRY.register("dense", "a small neural network, trained step by step with Adam", Dense)
REGISTRY.register(
    "spectrogram-conv", "the sound articles' network, on their spectrogram alone", SpectrogramConv
)


def check_installed() -> None:
    """Make sure that what fitting and exporting need is there, before other work is done.

    Raises
    ------
    MissingExtraError
        It is not; the message says how to install it.
    """
    linalg()
    Graph("check")


def create(name: str = DEFAULT, **settings: Any) -> Head:
    """Return a new head of that name.

    Parameters
    ----------
    name
        One of `REGISTRY`.
    **settings
        As its class takes them, for example `units=100, epochs=50` for "dense".

    Raises
    ------
    UnderstudyError
        There is no such head or setting, or the setting's value is out of range.
    """
    return REGISTRY.create(name, **settings)
