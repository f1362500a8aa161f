"""Requests and responses: projects, classes, takes, examples."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from understudy.studio.protocol.values import (
    MOST_VARIANTS,
    ActingRule,
    ClassId,
    Color,
    Kind,
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
    mixed: bool = False
    """Of a background class of sounds: whether its noise is mixed into the training of others."""


class ProjectSummary(Message):
    """A project as the start screen shows it."""

    id: str
    name: str
    kind: Kind
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


class Listening(Message):
    """When something heard becomes an event."""

    threshold: Share = 0.75
    """Probability below which nothing is reported."""
    overlap: Annotated[float, Field(ge=0, le=0.95)] = 0.95
    """Share of each window that the next one hears again, at most: it is heard no more often than
    the backbone does."""
    suppress_ms: Annotated[float, Field(ge=0, le=5000)] = 0
    """Milliseconds after an event in which there is no other."""
    hits: Annotated[int, Field(ge=1, le=5)] = 2
    """Windows in a row that have to say the same."""


class Acting(Message):
    """When a movement that is seen becomes an event."""

    threshold: Share = 0.5
    """Probability from which an action is reported."""
    release: Share = 0.3
    """Probability below which every action has to fall before the next is reported."""
    refractory: Annotated[float, Field(ge=0, le=5)] = 1.0
    """Seconds after an event in which there is no other."""
    rule: ActingRule = "at-once"
    """Whether it is reported as soon as it is likely, or once it is over, by all that was seen."""


class ProjectView(Message):
    """A project as its own screens show it."""

    id: str
    name: str
    kind: Kind
    subject: Subject
    automatic: bool
    """Whether what a sound project listens for, words or short sounds, follows its takes."""
    revision: int
    classes: list[ClassView]
    live: Live
    listening: Listening | None
    """Of a sound project; its `live` does nothing."""
    acting: Acting | None = None
    """Of a project of actions; its `live` does nothing."""
    variants: Annotated[int, Field(ge=0, le=MOST_VARIANTS)] = 0
    """How many random variants of each picture or clip are learned too."""
    mirrored: bool = False
    """Whether half of them are mirrored; those of clips never are."""
    room: bool = False
    """Whether the empty room was captured, which the subject "silhouette" needs."""
    mappings: dict[str, dict[str, str]]
    """Game -> class -> move."""
    undo: str | None
    """What undo would take back, in words."""
    redo: str | None
    folder: str
    trash_bytes: int


class Mark(Message):
    """Where in a recording an example was cut, in seconds."""

    example: str
    start: float
    end: float


class Strip(Message):
    """The frames of a clip side by side in one picture, to be shown one after another."""

    frames: int
    """How many; they are equally wide, and equally far apart in time."""
    aspect: float
    """Width by height of one."""


class TakeView(Message):
    """A take in a gallery; times are in seconds since the beginning of its whole recording."""

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
    duration: float | None = None
    """Of the recording or clip; None for pictures."""
    marks: list[Mark] = Field(default_factory=list)
    """Of sound: where its examples are. They may overlap, and begin before it or end after it."""
    trim: tuple[float, float] | None = None
    """The part of a recording or clip that counts; None for all of it."""
    strip: Strip | None = None
    """Of a clip: what its strip is made of."""


class NewProject(Message):
    """To create a project."""

    name: Name
    subject: Subject = "anything"
    """What listens makes a sound project, "sound" one that is automatic."""


class ProjectChange(Message):
    """To rename a project, or look at something else; what is None stays."""

    name: Name | None = None
    subject: Subject | None = None
    """In a sound project, `automatic` ends with it."""
    automatic: bool | None = None
    variants: Annotated[int | None, Field(ge=0, le=MOST_VARIANTS)] = None
    mirrored: bool | None = None


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
    mixed: bool | None = None


class Order(Message):
    """To put the classes in an order."""

    class_ids: list[ClassId]


class ExampleIds(Message):
    """Examples to delete, or to move to a class."""

    ids: Annotated[list[str], Field(min_length=1, max_length=100_000)]
    class_id: ClassId | None = None


class Trim(Message):
    """To let only a part of a recording count, in seconds; all of it takes a trim away."""

    start: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    end: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Mapping(Message):
    """Which class makes which move in a game."""

    moves: dict[ClassId, Annotated[str, Field(max_length=40)]]


class Named(Message):
    """A label and how probable it is."""

    name: str
    share: Share


class Tried(Message):
    """One picture seen through three models."""

    base: list[Named]
    """The network's own 1,000 labels, the most probable five."""
    several: list[Named]
    """The project's model, the most probable first; empty while there is none."""
    known: bool
    """Whether the project's model knows it."""
    either: Share | None
    """The probability of the class that was asked for, against all others: one sigmoid unit. None
    while there is no model."""


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
