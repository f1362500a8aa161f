from pathlib import Path

import numpy as np
import pytest

from tests.sources.faking import Faked
from tests.sources.playing import Played
from understudy.errors import MediaError
from understudy.sources.arrivals import Arrivals
from understudy.sources.camera import Camera
from understudy.sources.microphone import Microphone
from understudy.sources.opening import open_frames, open_sounds
from understudy.sources.sound import SoundFile, SoundInMemory
from understudy.sources.video import Video


def test_what_is_named_decides(tmp_path: Path) -> None:
    clip = tmp_path / "clip.MP4"
    clip.write_bytes(b"opened later")
    assert isinstance(open_frames(0), Camera)
    assert isinstance(open_frames(tmp_path), Arrivals)
    assert isinstance(open_frames(str(clip)), Video)
    frames = Faked([])
    assert open_frames(frames) is frames


def test_anything_else_is_refused(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    with pytest.raises(MediaError, match=r"a\.jpg is no video and no folder.*recognize"):
        open_frames(photo)
    with pytest.raises(MediaError, match="is not there"):
        open_frames(tmp_path / "nowhere")
    with pytest.raises(MediaError, match="is not there"):
        open_frames("x" * 5000)
    with pytest.raises(MediaError, match="is not there"):
        open_frames("a\0b")


def test_what_is_listened_to_is_named_too(tmp_path: Path) -> None:
    for name in ("a.WAV", "a.webm", "a"):  # a name without a suffix may be anything
        path = tmp_path / name
        path.write_bytes(b"opened later")
        assert isinstance(open_sounds(path, 16_000), SoundFile)
    assert isinstance(open_sounds(None, 16_000), Microphone)
    assert isinstance(open_sounds(1, 16_000), Microphone)
    sounds = Played(np.zeros(10, np.float32), 16_000)
    assert open_sounds(sounds, 16_000) is sounds
    assert isinstance(open_sounds((np.zeros(200), 16_000), 16_000), SoundInMemory)


def test_anything_else_is_not_listened_to(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    with pytest.raises(MediaError, match=r"a\.jpg is a picture"):
        open_sounds(photo, 16_000)
    with pytest.raises(MediaError, match="is a folder; give one recording"):
        open_sounds(tmp_path, 16_000)
    with pytest.raises(MediaError, match="is not there"):
        open_sounds(tmp_path / "nowhere.wav", 16_000)
    with pytest.raises(MediaError, match="is not there"):
        open_sounds("a\0b", 16_000)
