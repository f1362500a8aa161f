from pathlib import Path

import pytest

from understudy.media.kinds import IMAGE_SUFFIXES, SOUND_SUFFIXES, VIDEO_SUFFIXES, kind_of


@pytest.mark.parametrize("name", ["a.jpg", "A.JPG", "b.HeIc", "c.tar.png", "ü.webp"])
def test_pictures(name: str) -> None:
    assert kind_of(name) == "image"
    assert kind_of(Path("folder.mp4") / name) == "image"


@pytest.mark.parametrize("name", ["a.mov", "A.MP4", "b.WebM", "c.mjpeg", "d.avi"])
def test_videos(name: str) -> None:
    assert kind_of(name) == "video"


@pytest.mark.parametrize("name", ["a.wav", "A.FLAC", "b.Mp3", "c.ogg", "d.m4a", "e.opus"])
def test_sounds(name: str) -> None:
    assert kind_of(name) == "sound"


def test_what_browsers_record_is_a_video_which_may_have_only_sound() -> None:
    assert kind_of("a.webm") == "video"


@pytest.mark.parametrize("name", ["a.txt", "jpg", ".jpg", "a.jpg.part", "", "Thumbs.db", "a.svg"])
def test_anything_else(name: str) -> None:
    assert kind_of(name) is None


def test_no_suffix_is_of_two_kinds() -> None:
    assert not IMAGE_SUFFIXES & VIDEO_SUFFIXES
    assert not SOUND_SUFFIXES & (IMAGE_SUFFIXES | VIDEO_SUFFIXES)
