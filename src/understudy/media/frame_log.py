"""Pictures with their times, appended to a file one by one; what is torn at its end is dropped."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

HEADER = struct.Struct("<IIq")
"""Bytes of the JPEG, CRC-32 of it and of its time, milliseconds: little-endian, 16 bytes."""


def packed(milliseconds: int, jpeg: bytes) -> bytes:
    """Return a picture as it is appended."""
    return HEADER.pack(len(jpeg), _checksum(milliseconds, jpeg), milliseconds) + jpeg


def read_log(path: Path) -> Iterator[tuple[int, bytes, int]]:
    """Yield (milliseconds, JPEG, bytes of the file up to its end), as far as all is whole.

    Of a file that is not there nothing is given.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        end = 0
        while len(header := file.read(HEADER.size)) == HEADER.size:
            size, checksum, milliseconds = HEADER.unpack(header)
            jpeg = file.read(size)
            if not jpeg or len(jpeg) < size or _checksum(milliseconds, jpeg) != checksum:
                return  # the program or the power went away while this was written
            end += HEADER.size + size
            yield milliseconds, jpeg, end


def _checksum(milliseconds: int, jpeg: bytes) -> int:
    return zlib.crc32(jpeg, milliseconds & 0xFFFFFFFF)
