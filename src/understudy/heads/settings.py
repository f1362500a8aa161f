"""What can be set of each head: names, limits and a line for people, for the page and the terminal.

A head's class checks its values; the limits here also keep a slip from costing hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from understudy.errors import DataError
from understudy.heads import sequence_network as sequence
from understudy.heads.dense import DEFAULT_BATCH
from understudy.heads.discriminant import BETA
from understudy.heads.logistic import C
from understudy.heads.neighbors import K
from understudy.heads.spectrogram_conv import BATCH, EPOCHS, LEARNING_RATE

Kind = Literal["integer", "number", "integers", "choice", "boolean"]

MOST_LAYERS = 4
MOST_NAMED = 60  # characters of a wrong value that a sentence repeats


@dataclass(frozen=True)
class Setting:
    """One thing to choose about a head."""

    name: str
    title: str
    kind: Kind
    default: Any
    """None where the head decides."""
    help: str
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What people are told of a head."""

    title: str
    help: str
    by_hand: bool
    """Whether it takes so long that it is trained when asked, not after every take."""
    settings: tuple[Setting, ...] = ()


SEED = "Where chance starts: the same seed and examples give the same network."

DENSE = (
    Setting(
        "units", "Hidden units", "integers", [100],
        "How many little detectors the network has in each hidden layer. More can learn finer "
        "differences, and learn by heart more easily.",
        1, 1024,
    ),
    Setting(
        "learning_rate", "Learning rate", "number", 0.001,
        "How large a step to take after every batch. Too large and it jumps about; too small and "
        "it hardly moves.",
        0.00001, 1,
    ),
    Setting(
        "epochs", "Epochs", "integer", 50,
        "How often to go through all examples.",
        1, 1000,
    ),
    Setting(
        "batch_fraction", "Batch fraction", "number", None,
        "What part of all examples to look at before each step, from above 0 to 1 for all. Left "
        f"empty, {DEFAULT_BATCH} examples.",
        0.001, 1,
    ),
    Setting(
        "batch", "Batch", "integer", None,
        "The same as a number of examples; give one of the two or none.",
        1, 4096,
    ),
    Setting(
        "output_bias", "Output bias", "boolean", True,
        "Whether each class has a number of its own that is added to its score.",
    ),
    Setting(
        "output", "Output", "choice", "softmax",
        "Softmax shares 100 % among the classes; sigmoid is one yes-or-no unit, for two classes.",
        choices=("softmax", "sigmoid"),
    ),
    Setting("seed", "Seed", "integer", 0, SEED, 0, 2**31 - 1),
)  # fmt: skip

SEQUENCE = (
    Setting(
        "units", "Units", "integer", sequence.UNITS,
        "How many numbers it keeps in mind from moment to moment.",
        1, 1024,
    ),
    Setting(
        "learning_rate", "Learning rate", "number", sequence.LEARNING_RATE,
        "How large a step to take after every batch.",
        0.00001, 1,
    ),
    Setting(
        "epochs", "Epochs", "integer", sequence.EPOCHS,
        "How often to go through all clips at most. With five takes of every action some are held "
        "back, and it stops when it no longer gets better at those.",
        1, 1000,
    ),
    Setting(
        "batch", "Batch", "integer", sequence.BATCH,
        "How many clips to look at before each step.",
        1, 4096,
    ),
    Setting("seed", "Seed", "integer", 0, SEED, 0, 2**31 - 1),
)  # fmt: skip

SPECTROGRAM_CONV = (
    Setting(
        "learning_rate", "Learning rate", "number", LEARNING_RATE,
        "How large a step to take after every batch. The articles take 0.01.",
        0.00001, 1,
    ),
    Setting(
        "epochs", "Epochs", "integer", EPOCHS,
        "How often to go through all examples. The articles take 10.",
        1, 1000,
    ),
    Setting(
        "batch", "Batch", "integer", BATCH,
        "How many examples to look at before each step. The articles take 16.",
        1, 4096,
    ),
    Setting("seed", "Seed", "integer", 0, SEED, 0, 2**31 - 1),
)  # fmt: skip

ABOUT: Mapping[str, About] = {
    "auto": About(
        "Automatic",
        "Tries the quick ones on takes it was not taught, and keeps the best.",
        by_hand=False,
    ),
    "discriminant": About(
        "Discriminant",
        "Looks which class's average picture is nearest, and pays less heed to what always varies. "
        "Best with few examples.",
        by_hand=False,
        settings=(
            Setting(
                "beta",
                "Own spread",
                "number",
                BETA,
                "How much heed to pay to how your own examples vary; 0 for none.",
                0,
                1000,
            ),
        ),
    ),
    "logistic": About(
        "Logistic regression",
        "Draws the straight border between classes that makes the examples most likely.",
        by_hand=True,
        settings=(
            Setting(
                "C",
                "Closeness",
                "number",
                C,
                "How closely to follow the examples; smaller is calmer.",
                0.0001,
                1_000_000,
            ),
        ),
    ),
    "neighbors": About(
        "Nearest neighbours",
        "Looks up the most similar examples and lets them vote. Nothing is learned but by heart.",
        by_hand=False,
        settings=(Setting("k", "Neighbours", "integer", K, "How many examples vote.", 1, 100),),
    ),
    "dense": About(
        "Neural network",
        "A small network of layers that is adjusted step by step until it tells the examples "
        "apart.",
        by_hand=True,
        settings=DENSE,
    ),
    "spectrogram-conv": About(
        "The sound articles' network",
        "Slides eight little patterns over the pitches of the last moments. It works only when the "
        "project listens to the articles' spectrogram.",
        by_hand=True,
        settings=SPECTROGRAM_CONV,
    ),
    "descriptor": About(
        "Movement descriptor",
        "Writes down how an action goes: what rises, what falls, what moves where. Best for "
        "actions, also with few clips.",
        by_hand=False,
    ),
    "lstm": About(
        "LSTM",
        "A network that goes through an action moment by moment and remembers what came before. It "
        "needs many clips.",
        by_hand=True,
        settings=SEQUENCE,
    ),
    "gru": About(
        "GRU",
        "Like the LSTM, with a simpler memory.",
        by_hand=True,
        settings=SEQUENCE,
    ),
    "temporal-conv": About(
        "Convolution over time",
        "Slides little patterns over the moments of an action.",
        by_hand=True,
        settings=SEQUENCE,
    ),
}


def about(name: str, description: str = "") -> About:
    """Return what people are told of a head; of one from another package, its description."""
    return ABOUT.get(name) or About(name, description, by_hand=True)


def checked(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a head as its class takes them, without those left empty.

    Raises
    ------
    DataError
        The head has no such setting, or a value is of another kind or beyond its limits.
    """
    known = {setting.name: setting for setting in about(name).settings}
    for unknown in values.keys() - known.keys():
        has = ", ".join(known) or "none"
        raise DataError(f"The head {name!r} has no setting {unknown!r}; it has: {has}.")
    given = {key: value for key, value in values.items() if value is not None}
    for key, value in given.items():
        setting = known[key]
        if not fits(setting, value):
            raise DataError(f"{setting.title} is {str(value)[:MOST_NAMED]}; {expected(setting)}.")
    return given


def fits(setting: Setting, value: Any) -> bool:
    """Whether a value is of the setting's kind and within its limits."""
    match setting.kind:
        case "boolean":
            return isinstance(value, bool)
        case "choice":
            return value in setting.choices
        case "integers":
            widths = value if isinstance(value, list) else [value]
            return len(widths) <= MOST_LAYERS and all(
                isinstance(width, int) and within(setting, width) for width in widths
            )
        case "integer":
            return isinstance(value, int) and within(setting, value)
        case "number":
            return isinstance(value, (int, float)) and within(setting, value)


def within(setting: Setting, value: float) -> bool:
    """Whether a number, not a truth value, is within the setting's limits."""
    least = float("-inf") if setting.least is None else setting.least
    most = float("inf") if setting.most is None else setting.most
    return not isinstance(value, bool) and least <= value <= most


def expected(setting: Setting) -> str:
    """Say what values a setting takes, as the end of a sentence."""
    match setting.kind:
        case "boolean":
            return "it is on or off"
        case "choice":
            return f"it is one of: {', '.join(setting.choices)}"
        case "integers":
            kind = f"up to {MOST_LAYERS} whole numbers"
        case "integer":
            kind = "a whole number"
        case "number":
            kind = "a number"
    return f"it is {kind} from {_plain(setting.least)} to {_plain(setting.most)}"


def _plain(number: float | None) -> str:
    """Return a limit as people write it, without an exponent."""
    return f"{number:,.5f}".rstrip("0").rstrip(".")
