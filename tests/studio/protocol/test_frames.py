from __future__ import annotations

import pytest

from understudy.errors import DataError
from understudy.studio.protocol import (
    FRAME_VERSION,
    HEADER,
    MAX_FRAME_BYTES,
    TAKE,
    WATCH,
    Frame,
    read_frame,
    write_frame,
)


@pytest.mark.parametrize(
    "frame",
    [
        Frame(kind="watch", stream=0, sequence=0, captured=0, take="", jpeg=b"x"),
        Frame(
            kind="take", stream=65535, sequence=2**32 - 1, captured=1.5e12, take="a1" * 8,
            jpeg=bytes(range(256)),
        ),
        Frame(kind="watch", stream=1, sequence=2, captured=3, take="", jpeg=b"x" * MAX_FRAME_BYTES),
    ],
)  # fmt: skip
def test_a_frame_survives_the_way(frame: Frame) -> None:
    assert read_frame(write_frame(frame)) == frame


def test_the_header_is_as_documented() -> None:
    frame = Frame(kind="take", stream=2, sequence=3, captured=0.5, take="a" * 16, jpeg=b"jpeg")
    data = write_frame(frame)
    assert HEADER.size == 32
    assert data[:2] == bytes([TAKE, FRAME_VERSION])
    assert data[2:8] == b"\2\0\3\0\0\0"
    assert data[16:] == b"a" * 16 + b"jpeg"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "A frame of 0 bytes came"),
        (b"\1" * 32, "A frame of 32 bytes came"),
        (bytes(33 + MAX_FRAME_BYTES), "A frame of 4,194,337 bytes came"),
        (bytes([WATCH, FRAME_VERSION + 1]) + bytes(40), "version 2 came"),
        (bytes([9, FRAME_VERSION]) + bytes(40), "type 9"),
    ],
)
def test_what_is_no_frame_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read_frame(data)
