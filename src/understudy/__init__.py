"""Understudy: teach a computer by showing it.

    import understudy

    model = understudy.teach("photos/")        # photos/<class>/*.jpg
    prediction = model.predict("new.jpg")
    prediction.label, prediction.confidence, prediction.known
    model.save("rps.understudy")

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from understudy.version import __version__ as __version__

if TYPE_CHECKING:
    from understudy import backbones as backbones
    from understudy import errors as errors
    from understudy import heads as heads
    from understudy import landmarks as landmarks
    from understudy import words as words
    from understudy.api import classify, evaluate, load, teach
    from understudy.errors import UnderstudyError
    from understudy.listening import listen
    from understudy.model import Model
    from understudy.spotting import spot
    from understudy.types import Event, Features, Prediction
    from understudy.watching import watch

__all__ = [
    "Event",
    "Features",
    "Model",
    "Prediction",
    "UnderstudyError",
    "backbones",
    "classify",
    "errors",
    "evaluate",
    "heads",
    "landmarks",
    "listen",
    "load",
    "spot",
    "teach",
    "watch",
    "words",
]

_MODULES = ("backbones", "errors", "heads", "landmarks", "words")
_HOMES = {
    "Event": "types",
    "Features": "types",
    "Model": "model",
    "Prediction": "types",
    "UnderstudyError": "errors",
    "classify": "api",
    "evaluate": "api",
    "listen": "listening",
    "load": "api",
    "spot": "spotting",
    "teach": "api",
    "watch": "watching",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name in _MODULES:
        return importlib.import_module(f"understudy.{name}")
    if name in _HOMES:
        value = getattr(importlib.import_module(f"understudy.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'understudy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
