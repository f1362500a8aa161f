"""Pictures and sound, which go up as binary messages: a header of 32 bytes, then the content.

| bytes | field | |
|---|---|---|
| 0 | type | `WATCH` or `TAKE` with a JPEG, `WATCH_SOUND` or `TAKE_SOUND` with samples |
| 1 | version | `FRAME_VERSION` |
| 2-3 | stream | which camera or microphone of the page |
| 4-7 | sequence | of a frame its number in the take, of sound the number of its first sample |
| 8-15 | captured | milliseconds by the page's clock; of sound, at its first sample |
| 16-31 | take | its id, 16 letters and digits; spaces when watching |

Both count from 0; after 2^32 - 1 the samples of a watched microphone begin again at 0. Samples are
signed 16 bit, one channel. Numbers are little-endian.
"""

from __future__ import annotations

import struct
from typing import Literal

from understudy.errors import DataError
from understudy.studio.protocol.values import MAX_BLOCK_BYTES, Message

WATCH, TAKE, WATCH_SOUND, TAKE_SOUND = 1, 2, 3, 4
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


class Block(Message):
    """Some sound from the page's microphone."""

    kind: Literal["watch", "take"]
    stream: int
    sequence: int
    """Number of the first sample."""
    captured: float
    """Milliseconds by the page's clock, at the first sample."""
    take: str
    """Empty when watching."""
    pcm: bytes


def read_frame(data: bytes) -> Frame | Block:
    """Return the frame or the sound in a binary message.

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
    if version != FRAME_VERSION or kind not in (WATCH, TAKE, WATCH_SOUND, TAKE_SOUND):
        raise DataError(
            f"A frame of type {kind} and version {version} came; expected a type from {WATCH} to "
            f"{TAKE_SOUND} and version {FRAME_VERSION}. Reload the page."
        )
    content = data[HEADER.size :]
    shared = {
        "kind": "take" if kind in (TAKE, TAKE_SOUND) else "watch",
        "stream": stream,
        "sequence": sequence,
        "captured": captured,
        "take": take.decode("ascii", "replace").strip(),
    }
    if kind in (WATCH, TAKE):
        return Frame.model_validate({**shared, "jpeg": content})
    if len(content) > MAX_BLOCK_BYTES or len(content) % 2:
        raise DataError(
            f"A block of sound of {len(content):,} bytes came; expected an even number, at most "
            f"{MAX_BLOCK_BYTES:,}. Reload the page."
        )
    return Block.model_validate({**shared, "pcm": content})


def write_frame(frame: Frame | Block) -> bytes:
    """Return the binary message of a frame or of sound."""
    picture = isinstance(frame, Frame)
    watching = WATCH if picture else WATCH_SOUND
    header = HEADER.pack(
        (TAKE if picture else TAKE_SOUND) if frame.kind == "take" else watching,
        FRAME_VERSION,
        frame.stream,
        frame.sequence,
        frame.captured,
        frame.take.encode("ascii").ljust(16),
    )
    return header + (frame.jpeg if isinstance(frame, Frame) else frame.pcm)
