"""Which files are of a project, told by where they lie and what they are called."""

from tests.project.small import take_id
from understudy.project.files import files, folders, identify, kept
from understudy.project.layout import Layout, derived_take


def test_only_ordinary_files_and_folders_count(tmp_path) -> None:
    layout = Layout(tmp_path)
    assert folders(layout, "sound") == []
    rock = layout.media("sound") / "rock"
    for folder in (rock, rock / "deeper", rock.parent / ".hidden"):
        folder.mkdir(parents=True)
    for name in ("a.WAV", "b.flac", "c.jpg", ".d.wav", "e.pcm", "f.txt", "g.webm"):
        (rock / name).write_bytes(b"x")
    assert folders(layout, "sound") == ["rock"]
    assert folders(layout, "picture") == []
    assert sorted(kept(rock, "sound")) == ["a.WAV", "b.flac", "g.webm"]
    assert kept(rock, "picture") == ["c.jpg"]
    assert {name for name, _ in files(rock)} >= {"e.pcm", "f.txt"}
    assert list(files(rock / "nowhere")) == []


def test_a_frame_of_an_unknown_take_is_one_of_its_own() -> None:
    name = f"{take_id(1)}-00007.jpg"
    assert identify("c", name, own=True) == (take_id(1), 7)
    assert identify("c", name, own=False) == (derived_take("c", take_id(1)), 7)
    assert identify("c", "7.jpg", own=False) == (derived_take("c", "7.jpg"), 0)


def test_a_recording_is_named_after_its_take() -> None:
    name = f"{take_id(1)}.flac"
    assert identify("c", name, own=True) == (take_id(1), 0)
    assert identify("c", name, own=False) == (derived_take("c", take_id(1)), 0)
    assert identify("c", "whistle.wav", own=False) == (derived_take("c", "whistle.wav"), 0)
