"""What each kind of recording does while it comes in."""

import errno
import os
from pathlib import Path

import pytest

from tests.project.clips import WAVE
from tests.project.small import take_id
from tests.project.sounds import RATE, bursts
from understudy.media.frame_log import packed
from understudy.project.recorded_takes import HOLDS
from understudy.project.records import TakeRecord
from understudy.project.sessions import Hold

COMING = {
    "sound": bursts(0.5).astype("<i2").tobytes(),
    "clip": b"".join(packed(*frame) for frame in WAVE),
}


@pytest.fixture(params=HOLDS)
def medium(request) -> str:
    return request.param


def hold(medium: str, path: Path) -> Hold:
    rate = RATE if medium == "sound" else None
    record = TakeRecord(take_id(1), "c", HOLDS[medium].source, 0.0, rate, None, False, False)
    return HOLDS[medium](path, record)


def test_what_is_kept_can_be_opened_again(medium: str, tmp_path: Path) -> None:
    coming, kept = tmp_path / "coming", tmp_path / f"kept{HOLDS[medium].suffix}"
    coming.write_bytes(COMING[medium])
    found = hold(medium, coming).keep(kept)
    assert found is not None
    assert found.duration == (2.0 if medium == "sound" else 1.5)
    assert len(found.stretches) == 1
    HOLDS[medium].reopen(kept, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == COMING[medium]


def test_of_nothing_nothing_is_kept(medium: str, tmp_path: Path) -> None:
    assert hold(medium, tmp_path / "coming").keep(tmp_path / "kept") is None
    (tmp_path / "coming").write_bytes(b"")
    assert hold(medium, tmp_path / "coming").keep(tmp_path / "kept") is None
    assert not (tmp_path / "kept").exists()


def test_what_can_not_be_written_leaves_no_file(medium: str, tmp_path: Path, monkeypatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "coming").write_bytes(COMING[medium])
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        hold(medium, tmp_path / "coming").keep(tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
