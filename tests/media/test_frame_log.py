"""Pictures appended to a file, as far as they are whole."""

from pathlib import Path

import pytest

from understudy.media.frame_log import HEADER, packed, read_log

FRAMES = [(-5, b"one"), (0, b"another"), (2**40, b"\xff" * 300)]
DATA = b"".join(packed(*frame) for frame in FRAMES)


def read(path: Path) -> list[tuple[int, bytes]]:
    return [(milliseconds, jpeg) for milliseconds, jpeg, _ in read_log(path)]


def test_what_was_appended_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.frames"
    assert read(path) == []
    path.write_bytes(DATA)
    assert read(path) == FRAMES
    assert [end for *_, end in read_log(path)] == [19, 42, len(DATA)]


@pytest.mark.parametrize("size", range(len(DATA)))
def test_what_is_torn_at_the_end_is_dropped(tmp_path: Path, size: int) -> None:
    path = tmp_path / "x.frames"
    path.write_bytes(DATA[:size])
    whole = sum(size >= end for end in (19, 42))
    assert read(path) == FRAMES[:whole]


@pytest.mark.parametrize("place", [0, 4, 8, HEADER.size, len(DATA) - 1])
def test_what_never_reached_the_disk_is_dropped(tmp_path: Path, place: int) -> None:
    """A power cut may leave a file of the right length with other bytes in it."""
    path = tmp_path / "x.frames"
    path.write_bytes(DATA[:place] + bytes([DATA[place] ^ 1]) + DATA[place + 1 :])
    assert read(path) == (FRAMES[:2] if place == len(DATA) - 1 else [])
    path.write_bytes(DATA + bytes(4096))
    assert read(path) == FRAMES
