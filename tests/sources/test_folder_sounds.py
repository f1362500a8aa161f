from pathlib import Path

import pytest

from tests.sources.test_folder import names, put
from understudy.errors import DataError
from understudy.sources.folder import Item, list_folder
from understudy.types import Medium


def test_sounds_of_every_kind_are_listed(tmp_path: Path) -> None:
    put(
        tmp_path, *(f"clap/{n}.{end}" for n, end in enumerate(("wav", "FLAC", "mp3", "ogg", "m4a")))
    )
    put(tmp_path, "noise/long.webm")
    listing = list_folder(tmp_path)
    assert listing.medium == "sound"
    assert len(listing.items) == 6
    assert listing.items[0] == Item(tmp_path / "clap/0.wav", "clap", None, None)
    assert listing.skipped == []


@pytest.mark.parametrize(
    ("files", "medium"),
    [
        (["x/1.jpg"], "picture"),
        (["x/1.jpg", "x/1.mp4"], "picture"),
        (["x/1.wav", "x/1.mp4"], "sound"),
        (["x/1.mp4", "y/1.webm"], None),
        (["x/1.jpg", "stray.wav"], "picture"),
    ],
)
def test_what_there_is_tells_what_it_is_about(
    tmp_path: Path, files: list[str], medium: Medium | None
) -> None:
    put(tmp_path, *files)
    assert list_folder(tmp_path).medium == medium


def test_of_both_the_other_is_left_out_when_it_is_said(tmp_path: Path) -> None:
    put(tmp_path, "b/2.wav", "b/10.wav", "a/1.jpg", "a/3.wav", "stray.jpg", "notes.txt", "c/1.jpg")
    both = r"pictures, such as a/1\.jpg, and sounds, such as a/3\.wav\. Say which.*kind=\"sounds\""
    with pytest.raises(DataError, match=both):
        list_folder(tmp_path)
    sounds = list_folder(tmp_path, medium="sound")
    assert names_of(sounds.items, tmp_path) == ["a/3.wav", "b/2.wav", "b/10.wav"]
    left = {path.relative_to(tmp_path).as_posix(): why for path, why in sounds.skipped}
    assert left == {
        "a/1.jpg": "a picture, left out among sounds",
        "c": "a class folder without a sound",
        "c/1.jpg": "a picture, left out among sounds",
        "notes.txt": "not a sound",
        "stray.jpg": "a picture, left out among sounds",
    }
    pictures = list_folder(tmp_path, medium="picture")
    assert names_of(pictures.items, tmp_path) == ["a/1.jpg", "c/1.jpg"]


def names_of(items: list[Item], root: Path) -> list[str]:
    return [item.path.relative_to(root).as_posix() for item in items]


@pytest.mark.parametrize(
    ("files", "medium", "said"),
    [
        (["1.wav"], None, "holds sounds directly; put them in one folder per class, such as"),
        (["1.wav"], "sound", "/clap/1.wav"),
        (["1.jpg"], "sound", "has no class folders; put sounds in one folder per class"),
        ([], "sound", "is empty; put sounds in one folder per class"),
        (["x/1.jpg"], "sound", "no sound in any of them, only pictures; put at least one"),
        (["x/1.wav"], "picture", "no picture or video in any of them, only sounds; put"),
        (["x/1.txt"], "sound", "no sound in any of them; put"),
    ],
)
def test_a_folder_without_sounds_is_refused(
    tmp_path: Path, files: list[str], medium: Medium | None, said: str
) -> None:
    put(tmp_path, *files)
    with pytest.raises(DataError, match=said):
        list_folder(tmp_path, medium=medium)


def test_a_sub_folder_names_the_take_and_a_file_none(tmp_path: Path) -> None:
    put(tmp_path, "clap/monday/1.wav", "clap/2.wav", "clap/3.webm")
    assert names(tmp_path) == ["clap/2.wav", "clap/3.webm", "clap/monday/1.wav"]
    assert [item.take for item in list_folder(tmp_path).items] == [None, "3.webm", "monday"]
