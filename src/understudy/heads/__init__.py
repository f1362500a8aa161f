"""What is trained: small classifiers on frozen features, in the manner of scikit-learn.

>>> head = understudy.heads.create("auto").fit(X, y, groups=takes)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

from understudy.errors import DataError
from understudy.heads.auto import Auto
from understudy.heads.base import Head
from understudy.heads.dense import Dense
from understudy.heads.descriptor import Descriptor
from understudy.heads.discriminant import Discriminant
from understudy.heads.discriminant_solver import linalg
from understudy.heads.logistic import Logistic
from understudy.heads.neighbors import Neighbors
from understudy.heads.sequence_network import GRU, LSTM, TemporalConv
from understudy.heads.spectrogram_conv import SpectrogramConv, frames_of
from understudy.onnx_graph import Graph
from understudy.registry import Registry
from understudy.types import Features

__all__ = ["DEFAULT", "DEFAULT_CLIP", "REGISTRY", "Head", "check_installed", "create", "suited"]

DEFAULT = "auto"
DEFAULT_CLIP = "descriptor"
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
REGISTRY.register(
    "descriptor", "linear, on how clips go through time: best for actions", Descriptor
)
REGISTRY.register("lstm", "a network with a memory that goes through clips", LSTM)
REGISTRY.register("gru", "a simpler network with a memory that goes through clips", GRU)
REGISTRY.register("temporal-conv", "convolutions over the moments of clips", TemporalConv)


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


def suited(features: Features) -> list[str]:
    """Return the names of the heads that learn from features like these, in their order.

    Some learn from clips alone, and one from the articles' spectrograms alone.
    """
    names = list(REGISTRY)
    if not features.moments:
        names = [name for name in names if not getattr(REGISTRY[name].make, "of_clips", False)]
    try:
        frames_of(features.shape[1])
    except DataError:
        names.remove(SpectrogramConv.name)
    return names
