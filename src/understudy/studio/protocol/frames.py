"""Frames, which go up as binary messages: a header of 32 bytes, then a JPEG.

| bytes | field | |
|---|---|---|
| 0 | type | `WATCH` or `TAKE` |
| 1 | version | `FRAME_VERSION` |
| 2-3 | stream | which camera of the page |
| 4-7 | sequence | of a take, the number of the frame in it; both count from 0 |
| 8-15 | captured | milliseconds by the page's clock |
| 16-31 | take | its id, 16 letters and digits; spaces when watching |

Numbers are little-endian.
"""

from __future__ import annotations

import struct
from typing import Literal

from understudy.errors import DataError
from understudy.studio.protocol.values import Message

WATCH, TAKE = 1, 2
FRAME_VERSION = 1
HEADER = struct.Struct("<BBHId16s")

MAX_FRAME_BYTES = 4 * 2**20
"""Of one frame; 640 pixels wide it has some 60 kB."""


class Frame(Message):
    """One picture from the page's camera."""

    kind: Literal["watch", "take"]
    stream: int
    sequence: int
    captured: float
    """Milliseconds by the page's clock."""
    take: str
    """Empty when watching."""
    jpeg: bytes


def read_frame(data: bytes) -> Frame:
    """Return the frame in a binary message.

    Raises
    ------
    DataError
        It is too short, too long, or of another version.
    """
    if not HEADER.size < len(data) <= HEADER.size + MAX_FRAME_BYTES:
        raise DataError(
            f"A frame of {len(data):,} bytes came; expected a header of {HEADER.size} and a JPEG "
            f"of at most {MAX_FRAME_BYTES:,}."
        )
    kind, version, stream, sequence, captured, take = HEADER.unpack_from(data)
    if version != FRAME_VERSION or kind not in (WATCH, TAKE):
        raise DataError(
            f"A frame of type {kind} and version {version} came; expected type {WATCH} or {TAKE} "
            f"and version {FRAME_VERSION}. Reload the page."
        )
    return Frame(
        kind="take" if kind == TAKE else "watch",
        stream=stream,
        sequence=sequence,
        captured=captured,
        take=take.decode("ascii", "replace").strip(),
        jpeg=data[HEADER.size :],
    )


def write_frame(frame: Frame) -> bytes:
    """Return the binary message of a frame."""
    header = HEADER.pack(
        TAKE if frame.kind == "take" else WATCH,
        FRAME_VERSION,
        frame.stream,
        frame.sequence,
        frame.captured,
        frame.take.encode("ascii").ljust(16),
    )
    return header + frame.jpeg
