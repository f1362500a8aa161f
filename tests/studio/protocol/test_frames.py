from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.errors import DataError
from understudy.studio.protocol import (
    FRAME_VERSION,
    HEADER,
    MAX_BLOCK_BYTES,
    MAX_FRAME_BYTES,
    TAKE,
    TAKE_SOUND,
    WATCH,
    WATCH_SOUND,
    Block,
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
        Block(kind="watch", stream=3, sequence=2**32 - 1, captured=1.5, take="", pcm=b"ab"),
        Block(
            kind="take", stream=0, sequence=4096, captured=0, take="a1" * 8,
            pcm=b"x" * MAX_BLOCK_BYTES,
        ),
    ],
)  # fmt: skip
def test_pictures_and_sound_survive_the_way(frame: Frame | Block) -> None:
    assert read_frame(write_frame(frame)) == frame


def test_the_header_is_as_documented() -> None:
    frame = Frame(kind="take", stream=2, sequence=3, captured=0.5, take="a" * 16, jpeg=b"jpeg")
    data = write_frame(frame)
    assert HEADER.size == 32
    assert data[:2] == bytes([TAKE, FRAME_VERSION])
    assert data[2:8] == b"\2\0\3\0\0\0"
    assert data[16:] == b"a" * 16 + b"jpeg"


def test_the_header_of_sound_is_as_documented() -> None:
    shared = {"stream": 2, "sequence": 3, "captured": 0.5, "pcm": b"\1\2"}
    watched = write_frame(Block(kind="watch", take="", **shared))
    taken = write_frame(Block(kind="take", take="a" * 16, **shared))
    assert watched[:2] == bytes([WATCH_SOUND, FRAME_VERSION]) == b"\3\1"
    assert taken[:2] == bytes([TAKE_SOUND, FRAME_VERSION]) == b"\4\1"
    assert watched[2:8] == taken[2:8] == b"\2\0\3\0\0\0"
    assert watched[16:] == b" " * 16 + b"\1\2"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "A frame of 0 bytes came"),
        (b"\1" * 32, "A frame of 32 bytes came"),
        (bytes(33 + MAX_FRAME_BYTES), "A frame of 4,194,337 bytes came"),
        (bytes([WATCH, FRAME_VERSION + 1]) + bytes(40), "version 2 came"),
        (bytes([9, FRAME_VERSION]) + bytes(40), "type 9"),
        (bytes([TAKE_SOUND, FRAME_VERSION]) + bytes(30 + 3), "block of sound of 3 bytes"),
        (bytes([TAKE_SOUND, FRAME_VERSION]) + bytes(32 + MAX_BLOCK_BYTES), "of 65,538 bytes"),
    ],
)
def test_what_is_no_frame_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read_frame(data)


@given(st.integers(0, 5), st.integers(0, 2), st.binary(max_size=60))
def test_anything_is_read_or_refused(kind: int, version: int, rest: bytes) -> None:
    try:
        frame = read_frame(bytes([kind, version]) + rest)
    except DataError:
        return
    assert isinstance(frame, Block) == (kind in (WATCH_SOUND, TAKE_SOUND))
