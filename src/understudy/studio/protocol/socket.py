"""What goes through the socket as JSON, each message with its `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from understudy.studio.protocol.learning import Learning, Steps
from understudy.studio.protocol.poses import Pose
from understudy.studio.protocol.values import ClassId, Message, TakeId

# What the page says on the socket


class Begin(Message):
    """A take begins, or goes on after a break; saying it again changes nothing."""

    type: Literal["begin"] = "begin"
    take: TakeId
    class_id: ClassId
    source: Literal["camera", "correction"] = "camera"
    rate: Annotated[float, Field(gt=0, le=30)] | None = None
    """Frames a second."""


class End(Message):
    """A take has ended; saying it again changes nothing."""

    type: Literal["end"] = "end"
    take: TakeId


# What the server says on the socket


class Hello(Message):
    """The first message of a socket."""

    type: Literal["hello"] = "hello"
    version: str
    """Of understudy."""
    revision: int
    learning: Learning


class Saved(Message):
    """A frame of a take is on disk."""

    type: Literal["saved"] = "saved"
    take: str
    class_id: str
    sequence: int
    example: str
    take_count: int
    """Frames of this take on disk."""
    class_count: int
    """Examples of this class on disk."""


class Ended(Message):
    """A take has ended."""

    type: Literal["ended"] = "ended"
    take: str
    take_count: int


class Refused(Message):
    """Something could not be done; what was there before is untouched."""

    type: Literal["refused"] = "refused"
    sentence: str
    take: str | None = None
    sequence: int | None = None
    final: bool = True
    """Whether sending it again is of no use (a bad picture, an unknown class; not a full disk)."""


class Fired(Message):
    """An event of the live loop."""

    class_id: str
    kind: Literal["start", "stop"]
    confidence: float


class Answer(Message):
    """What the model says about a frame."""

    type: Literal["answer"] = "answer"
    stream: int
    sequence: int
    captured: float
    """As in the frame."""
    model: int
    """Which model said so: `Learning.model`."""
    probabilities: list[float]
    """Smoothed, in the order of `Learning.labels`."""
    best: str
    """The most probable class."""
    label: str | None
    """The same, or None when the input is like nothing taught, or the threshold is not reached."""
    known: bool
    novelty: float
    found: bool
    """Whether what the project looks at is in the picture."""
    poses: list[Pose]
    events: list[Fired]
    milliseconds: float
    """From the arrival of the frame to this answer."""


class NoAnswer(Message):
    """There is no model yet; a frame is only of use for what is drawn on it."""

    type: Literal["no-answer"] = "no-answer"
    stream: int
    sequence: int
    poses: list[Pose] = Field(default_factory=list)


class Changed(Message):
    """The project changed, by whichever tab: fetch what is shown again."""

    type: Literal["changed"] = "changed"
    revision: int
    class_ids: list[str]
    """Classes whose examples changed."""


SocketMessage = (
    Hello | Saved | Ended | Refused | Answer | NoAnswer | Changed | Steps | Learning
)  # fmt: skip
PageMessage = Annotated[Begin | End, Field(discriminator="type")]
