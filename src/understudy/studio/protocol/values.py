"""What messages are made of: their base, ids, and limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_FILE_BYTES = 512 * 2**20
"""Of one uploaded photo, video or recording."""
MAX_ARCHIVE_BYTES = 4 * 2**30
"""Of one uploaded project."""
MAX_MESSAGE_BYTES = 64 * 2**10
"""Of one JSON message on the socket, and of one JSON request."""
MAX_UNSAVED_FRAMES = 8
"""Of pictures, sent and not yet saved: the page waits beyond it."""
FRAME_SIDE = 640
"""Long side in pixels of the frames that the page sends, and that a project keeps."""
JPEG_QUALITY = 0.92
RATES = (1, 30)
"""Least and most frames a second of a take."""
DEFAULT_RATE = 15
"""Frames a second of a take."""
SOUND_RATES = (8_000, 192_000)
"""Least and most samples a second of a microphone."""
BLOCK_SECONDS = 0.04
"""Of sound in a message: so much later it is heard."""
MAX_BLOCK_BYTES = 64 * 2**10
"""Of the samples in one message, two bytes each."""
MAX_UNSAVED_SECONDS = 30
"""Of a take of sound or actions, sent and not yet saved: the page keeps it to send it again."""
MAX_TAKE_SECONDS = 600
"""Of a take of sound; then it ends by itself."""

MAX_CLIP_SECONDS = 120
"""Of a take of an action; then it ends by itself."""
STRIP_FRAMES = 12
"""Of a clip, side by side in one picture, at most."""
MOST_VARIANTS = 8
"""Random variants of each example that may be learned too."""

ClassId = Annotated[str, Field(pattern="^[A-Za-z0-9_]{1,32}$")]
TakeId = Annotated[str, Field(pattern="^[a-z0-9]{16}$")]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Color = Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Role = Literal["class", "background"]
Kind = Literal["picture", "sound", "clip"]
"""What a project is taught with."""
Subject = Literal[
    "anything", "hands", "hands-left-right", "hands-both", "body",
    "silhouette",
    "sound", "sound-short", "spectrogram", "spectrogram-long",
    "actions", "actions-hands", "actions-body",
]  # fmt: skip
"""What a project looks at, what it listens for, and whose movements it watches for."""
ActingRule = Literal["at-once", "per-episode"]
SampleRate = Annotated[int, Field(ge=SOUND_RATES[0], le=SOUND_RATES[1])]
Status = Literal["empty", "learning", "ready", "failed"]


class Message(BaseModel):
    """A message: what it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
