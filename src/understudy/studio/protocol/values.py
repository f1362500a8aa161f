"""What messages are made of: their base, ids, and limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_FILE_BYTES = 512 * 2**20
"""Of one uploaded photo or video."""
MAX_ARCHIVE_BYTES = 4 * 2**30
"""Of one uploaded project."""
MAX_MESSAGE_BYTES = 64 * 2**10
"""Of one JSON message on the socket, and of one JSON request."""
MAX_UNSAVED_FRAMES = 8
"""Of a take, sent and not yet saved: the page waits beyond it."""
FRAME_SIDE = 640
"""Long side in pixels of the frames that the page sends, and that a project keeps."""
JPEG_QUALITY = 0.92
RATES = (1, 30)
"""Least and most frames a second of a take."""
DEFAULT_RATE = 15
"""Frames a second of a take."""

ClassId = Annotated[str, Field(pattern="^[A-Za-z0-9_]{1,32}$")]
TakeId = Annotated[str, Field(pattern="^[a-z0-9]{16}$")]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Color = Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Role = Literal["class", "background"]
Subject = Literal["anything", "hands", "hands-left-right", "hands-both", "body"]
"""What a project looks at."""
Status = Literal["empty", "learning", "ready", "failed"]


class Message(BaseModel):
    """A message: what it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
