"""The few exceptions a user meets: what was wrong, what was expected, what to do."""

from __future__ import annotations

import importlib
from typing import Any


class UnderstudyError(Exception):
    """Anything that went wrong in a way the user can do something about."""


class MediaError(UnderstudyError):
    """A picture or video can't be read, or is over a limit."""


class DataError(UnderstudyError):
    """The examples can't be taught from: too few, none, or contradictory."""


class ModelFileError(UnderstudyError):
    """A saved model is damaged, foreign, or from a newer version."""


class MissingExtraError(UnderstudyError, ImportError):
    """A package that only some uses need is not installed."""


class Cancelled(UnderstudyError):  # noqa: N818 - it is no error
    """The user stopped a long piece of work."""


def require(module: str, extra: str, purpose: str) -> Any:
    """Import an optional module, or say which extra of understudy brings it.

    Raises
    ------
    MissingExtraError
        The module is not installed.
    """
    try:
        found = importlib.import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"To {purpose}, the package {module.split('.')[0]!r} is needed and is not installed. "
            f'Install it with: pip install "understudy[{extra}]"'
        ) from error
    return found
