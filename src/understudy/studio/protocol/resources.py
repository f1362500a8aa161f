"""Requests and responses: projects, classes, takes, examples."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from understudy.studio.protocol.values import (
    ClassId,
    Color,
    Message,
    Name,
    Role,
    Share,
    Subject,
)


class ClassView(Message):
    """A class as the page shows it."""

    id: str
    name: str
    color: str
    role: Role
    count: int
    """Examples on disk."""
    takes: int
    cover: str | None
    """The example to show: the last one."""


class ProjectSummary(Message):
    """A project as the start screen shows it."""

    id: str
    name: str
    subject: Subject
    classes: list[ClassView]
    examples: int
    thumbnails: list[str]
    """Ids of a few examples."""
    opened: float | None
    """When it was last opened."""
    problem: str | None = None
    """Why it can't be opened."""


class Live(Message):
    """When a prediction becomes an event."""

    threshold: Share = 0.6
    """Probability below which nothing is reported."""
    smoothing: Annotated[float, Field(ge=0, le=5)] = 0.2
    """Seconds over which predictions are averaged."""
    hold_off: Annotated[float, Field(ge=0, le=10)] = 0.3
    """Seconds after an event in which the same class can't start again."""


class ProjectView(Message):
    """A project as its own screens show it."""

    id: str
    name: str
    subject: Subject
    revision: int
    classes: list[ClassView]
    live: Live
    mappings: dict[str, dict[str, str]]
    """Game -> class -> move."""
    undo: str | None
    """What undo would take back, in words."""
    redo: str | None
    folder: str
    trash_bytes: int


class TakeView(Message):
    """A take in a gallery."""

    id: str
    class_id: str
    source: str
    name: str | None
    """Of the file it came from."""
    started: float
    examples: list[str]
    merged: list[str]
    """Ids of the takes that are shown as this one, if there are several."""
    unseen: list[str]
    """Those of the examples in which the hand or body that is looked for was not found."""


class NewProject(Message):
    """To create a project."""

    name: Name
    subject: Subject = "anything"


class ProjectChange(Message):
    """To rename a project, or look at something else; what is None stays."""

    name: Name | None = None
    subject: Subject | None = None


class NewClass(Message):
    """To add a class."""

    name: Name
    color: Color | None = None
    role: Role = "class"


class ClassChange(Message):
    """To change a class; what is None stays."""

    name: Name | None = None
    color: Color | None = None
    role: Role | None = None


class Order(Message):
    """To put the classes in an order."""

    class_ids: list[ClassId]


class ExampleIds(Message):
    """Examples to delete, or to move to a class."""

    ids: Annotated[list[str], Field(min_length=1, max_length=100_000)]
    class_id: ClassId | None = None


class Mapping(Message):
    """Which class makes which move in a game."""

    moves: dict[ClassId, Annotated[str, Field(max_length=40)]]


class Done(Message):
    """Something was changed."""

    revision: int
    sentence: str = ""
    id: str | None = None
    """Of what was made."""


class Added(Message):
    """A file was added to a class."""

    revision: int
    take: str
    examples: int
    sentence: str = ""
    """What is doubtful about it."""


class Problem(Message):
    """Why a request was refused."""

    sentence: str
