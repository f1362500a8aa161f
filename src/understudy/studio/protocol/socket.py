"""What goes through the socket as JSON, each message with its `type`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from understudy.studio.protocol.learning import Learning, Steps
from understudy.studio.protocol.poses import Pose
from understudy.studio.protocol.values import (
    RATES,
    SOUND_RATES,
    ClassId,
    Message,
    SampleRate,
    TakeId,
)
from understudy.studio.protocol.words import WordsHello

# What the page says on the socket


class Begin(Message):
    """A take begins, or goes on after a break; saying it again changes nothing."""

    type: Literal["begin"] = "begin"
    take: TakeId
    class_id: ClassId
    source: Literal["camera", "correction", "microphone"] = "camera"
    rate: Annotated[float, Field(gt=0, le=SOUND_RATES[1])] | None = None
    """Frames a second; of a microphone, samples a second, which it has to say."""

    @model_validator(mode="after")
    def _check_rate(self) -> Self:
        sound = self.source == "microphone"
        least, most = SOUND_RATES if sound else (0, RATES[1])
        if (sound and self.rate is None) or not least <= (self.rate or least) <= most:
            raise ValueError(f"rate is {self.rate}; expected {least} to {most}")
        return self


class End(Message):
    """A take has ended; saying it again changes nothing."""

    type: Literal["end"] = "end"
    take: TakeId


class Listen(Message):
    """Sound to be heard begins, or goes on after a gap; its next block may have any number."""

    type: Literal["listen"] = "listen"
    stream: Annotated[int, Field(ge=0, lt=2**16)]
    rate: SampleRate
    """Samples a second."""


# What the server says on the socket


class Hello(Message):
    """The first message of a socket."""

    type: Literal["hello"] = "hello"
    version: str
    """Of understudy."""
    revision: int
    learning: Learning


class Saved(Message):
    """A frame or a block of sound of a take is on disk."""

    type: Literal["saved"] = "saved"
    take: str
    class_id: str
    sequence: int
    """As in the frame or block."""
    example: str | None
    """The one that the frame is; of sound, which has examples when it is cut, none."""
    take_count: int
    """Examples of this take on disk."""
    class_count: int
    """Examples of this class on disk."""


class Ended(Message):
    """A take has ended."""

    type: Literal["ended"] = "ended"
    take: str
    take_count: int
    sentence: str = ""
    """Why it ended by itself, or what is doubtful about it."""


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
    latency: float | None = None
    """Of an action that is over: seconds from its end to when it was reported; below 0 before."""


class Answer(Message):
    """What the model says about a frame, or about the sound up to a sample."""

    type: Literal["answer"] = "answer"
    stream: int
    sequence: int
    """As in the frame; of sound, the number of the last sample heard."""
    captured: float
    """As in the frame; of sound, at the last sample heard."""
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
    """From the arrival of the frame or block to this answer."""


class NoAnswer(Message):
    """There is no model yet, or too little sound since the answer before.

    Without a model a frame is only of use for what is drawn on it.
    """

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
    Hello | WordsHello | Saved | Ended | Refused | Answer | NoAnswer | Changed | Steps | Learning
)  # fmt: skip
PageMessage = Annotated[Begin | End | Listen, Field(discriminator="type")]
