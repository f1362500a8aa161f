import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.project import layout as module
from understudy.project.layout import (
    Layout,
    class_folder,
    class_prefix,
    derived_take,
    example_id,
    frame_name,
    is_kept,
    is_picture,
    new_class_id,
    new_take_id,
    parse_frame_name,
    parse_name,
    recording_name,
)


@given(st.text(max_size=100))
def test_a_class_folder_is_safe_on_every_system(name: str) -> None:
    folder = class_folder("ab12", name)
    assert class_prefix(folder) == "ab12"
    assert not set(folder) & set('/\\:*?"<>|. \0\n\t')
    assert len(folder.encode("utf-8", "surrogatepass")) <= 140
    assert folder.isprintable()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("CON", "x1-CON"),
        ("a/b", "x1-a-b"),
        ("../..", "x1-class"),
        ("left hand.", "x1-left-hand"),
        ("紙", "x1-紙"),
        ("नमस्ते", "x1-नमस्ते"),
        ("", "x1-class"),
        ("x" * 200, f"x1-{'x' * 24}"),
    ],
)
def test_what_stays_of_a_name(name: str, folder: str) -> None:
    assert class_folder("x1", name) == folder


@given(st.from_regex(module.TAKE_ID, fullmatch=True), st.integers(0, module.MAX_NUMBER))
def test_names_of_frames_are_read_back(take: str, number: int) -> None:
    assert parse_frame_name(frame_name(take, number)) == (take, number)
    assert parse_frame_name(frame_name(take, number, ".png")) == (take, number)


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1.jpg",
        f"{'a' * 16}-1.jpg",
        f"{'a' * 16}-000001.jpg",
        f"{'a' * 16}-9999999999.jpg",
        f"{'A' * 16}-00001.jpg",
        f"{'a' * 16}-00001.jpg\n",
        f"{'a' * 16}-٠٠٠٠١.jpg",
        f"{'a' * 16}-00001",
    ],
)
def test_other_names_are_of_no_take(name: str) -> None:
    assert parse_frame_name(name) is None


@given(st.from_regex(module.TAKE_ID, fullmatch=True))
def test_names_of_files_are_read_back(take: str) -> None:
    assert parse_name(recording_name(take, ".flac")) == (take, 0)
    assert parse_name(recording_name(take, ".wav")) == (take, 0)
    assert parse_name(frame_name(take, 7)) == (take, 7)


@pytest.mark.parametrize(
    "name",
    ["whistle.wav", f"{'a' * 16}.jpg", f"{'a' * 16}", f"{'A' * 16}.flac", f"{'a' * 17}.flac"],
)
def test_other_names_of_recordings_are_of_no_take(name: str) -> None:
    assert parse_name(name) is None


def test_ids_are_as_they_should_be() -> None:
    takes = {new_take_id() for _ in range(50)} | {derived_take("c", f"{n}.jpg") for n in range(50)}
    assert len(takes) == 100
    assert all(module.TAKE_ID.fullmatch(take) for take in takes)
    assert all(re.fullmatch("[a-z0-9]{8}", new_class_id()) for _ in range(50))
    assert example_id("a" * 16, 7) == f"{'a' * 16}-7"


def test_a_derived_take_is_of_the_text_of_the_name() -> None:
    assert derived_take("c", "cafe\u0301.jpg") == derived_take("c", "caf\u00e9.jpg")
    assert derived_take("c", "\udcff.jpg") != derived_take("d", "\udcff.jpg")


def test_pictures_are_told_by_their_names() -> None:
    assert [is_picture(n) for n in ("a.JPG", "a.heic", ".a.jpg", "a.mp4", "jpg")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_recordings_are_told_by_their_names() -> None:
    names = ("a.WAV", "a.flac", "a.webm", "a.mp4", ".a.wav", "a.pcm", "a.jpg", "wav")
    assert [is_kept("sound", name) for name in names] == [True] * 4 + [False] * 4
    assert [is_kept("picture", name) for name in names] == [False] * 6 + [True, False]
    assert [is_kept("clip", name) for name in names] == [False] * 2 + [True] * 2 + [False] * 4
    assert [is_kept("clip", name) for name in ("a.MOV", "a.mkv", "a.frames", ".a.mkv")] == [
        True,
        True,
        False,
        False,
    ]


def test_paths_lie_in_the_folder(tmp_path) -> None:
    layout = Layout(tmp_path / "x" / ".." / "project")
    assert layout.folder == tmp_path / "project"
    assert layout.at("examples/a/b.jpg") == layout.examples / "a" / "b.jpg"
    assert layout.media("picture") == layout.examples
    assert layout.media("sound") == layout.folder / "recordings"
    assert layout.media("clip") == layout.folder / "clips"
    assert layout.take("t") == layout.takes / "t.json"
    assert layout.entry("e").parent == layout.journal
