"""What is said of teaching: the model, training, heads and how they compare."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from understudy.studio.protocol.values import Message, Status, Subject


class Step(Message):
    """Where training is, after a batch."""

    epoch: int
    epochs: int
    batch: int
    batches: int
    loss: float
    accuracy: float
    """Share of the batch that was right."""


class Steps(Message):
    """Training is under way: every batch since the message before."""

    type: Literal["steps"] = "steps"
    steps: list[Step]


class Suggestion(Message):
    """That the project should look at something else."""

    subject: Subject
    sentence: str


class Learning(Message):
    """What the project's model is, and how good."""

    type: Literal["learning"] = "learning"
    status: Status
    sentence: str
    """How good it is, or what to do next, in words."""
    model: int
    """Counts up whenever the model is replaced; 0 when there is none."""
    labels: list[str]
    """Ids of the classes that the model knows, in the order of its probabilities."""
    accuracy: float | None = None
    """On takes left out of teaching, of every class; None means "can't tell yet"."""
    per_class: dict[str, float | None] = Field(default_factory=dict)
    takes: int | None = None
    """How many takes were tested."""
    head: str = "auto"
    chosen: str = ""
    """What the head called auto settled on."""
    reason: str = ""
    settings: dict[str, Any] = Field(default_factory=dict)
    by_hand: bool = False
    """Whether new takes wait for the Train button."""
    waiting: int = 0
    """Takes recorded and not yet learned."""
    done: int | None = None
    total: int | None = None
    """Examples looked at, while there are many to look at."""
    variants: tuple[int, int] | None = None
    """How many random variants were looked at, and of how many, until they are learned."""
    unseen: dict[str, int] = Field(default_factory=dict)
    """By id of class, in how many examples no hand or body was found, where there are any."""
    suggestion: Suggestion | None = None


class Setting(Message):
    """A setting of a head."""

    name: str
    title: str
    kind: Literal["integer", "number", "integers", "choice", "boolean"]
    default: Any
    least: float | None = None
    most: float | None = None
    choices: list[str] = Field(default_factory=list)
    help: str


class HeadView(Message):
    """A head that can be trained."""

    name: str
    title: str
    help: str
    by_hand: bool
    """Whether it is trained by a button rather than after every take."""
    subjects: list[Subject]
    """What a project has to look at or listen for to have it; none stands for any."""
    settings: list[Setting]


class Train(Message):
    """To choose a head and train it."""

    head: str
    settings: dict[str, Any] = Field(default_factory=dict)


class Compare(Message):
    """To train several heads on the same takes."""

    heads: Annotated[list[Train], Field(min_length=1, max_length=8)]
    silhouette: bool = False
    """Whether to compare with the old way of looking too; that needs the empty room."""


class Compared(Message):
    """How one of several heads does on takes left out of teaching."""

    head: str
    subject: Subject | None = None
    """What it looks at, where that is not what the project does."""
    settings: dict[str, Any]
    accuracy: float | None
    sentence: str
    fit_seconds: float
    predict_milliseconds: float
    """Of one example's features."""


class Cell(Message):
    """A cell of the confusion matrix."""

    true: str
    predicted: str
    examples: list[str]


class Confusion(Message):
    """What left-out examples were taken for."""

    class_ids: list[str]
    cells: list[Cell]
    """Those that are not empty."""
    sentence: str
