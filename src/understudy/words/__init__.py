"""Eighteen spoken words that are recognised before anything is taught.

How they were made and how well they are told is in `MODEL_CARD.md` beside this file; `training/`
in the repository makes them again.

>>> understudy.words.labels()[:3]
('zero', 'one', 'two')
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy.errors import UnderstudyError

if TYPE_CHECKING:
    from understudy.model import Model

FOLDER = Path(__file__).parent
HEAD_FILE, FACTS_FILE = "head.onnx", "facts.json"
BACKBONE = "speech-sequence"
BACKGROUND, UNKNOWN = "_background_noise_", "_unknown_"

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "up", "down", "left", "right", "go", "stop", "yes", "no",
)  # fmt: skip


def labels() -> tuple[str, ...]:
    """Return the labels in order: eighteen words, background noise, and any other word."""
    return (*_WORDS, BACKGROUND, UNKNOWN)


@cache
def load() -> Model:
    """Return the model of the ready-made words; loading it again costs nothing.

    Its background classes are the last two labels.

    Raises
    ------
    UnderstudyError
        Files of it are missing from this installation.
    """
    from understudy import backbones
    from understudy.model import Model

    try:
        head = (FOLDER / HEAD_FILE).read_bytes()
        facts: dict[str, Any] = json.loads((FOLDER / FACTS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnderstudyError(
            "The ready-made words are not in this installation. Reinstall understudy."
        ) from error
    return Model(labels(), backbones.load(BACKBONE), head, facts)
