"""Projects as earlier versions wrote them: each is kept, and must open for ever."""

import shutil
from pathlib import Path

import pytest

from tests.project import sounds
from tests.project.small import check, take_id
from understudy.errors import DataError
from understudy.media.video import read_frames
from understudy.project import formats
from understudy.project.formats import migrated
from understudy.project.records import Cut
from understudy.project.store import Project


def test_format_1(tmp_path) -> None:
    shutil.copytree(Path(__file__).with_name("format-1"), tmp_path / "project")
    with Project.open(tmp_path / "project") as project:
        assert (project.name, project.backbone) == ("Hände", "efficientnet-lite0")
        rock, nothing = project.classes
        assert (rock.name, rock.color, rock.role) == ("rock", "#2a80e2", "class")
        assert (nothing.name, nothing.role) == ("何もない", "background")
        assert [project.count(one.id) for one in project.classes] == [3, 1]
        assert sorted(record.source for record in project.takes.values()) == [
            "by-hand",
            "camera",
            "photo",
        ]
        assert [record.apart for record in project.takes.values()].count(True) == 1
        assert project.settings == {"live": {"threshold": 0.7}}
        assert project.next_undo == "Split a take from others"
        check(project)
        while project.undo():
            check(project)
        assert project.classes == ()


def test_a_newer_format_is_refused() -> None:
    with pytest.raises(DataError, match=r"has format 4, and this version .* up to 3\. Install"):
        migrated({"format": 4}, "project.json")


@pytest.mark.parametrize("number", [None, "1", 0, True, -1, 1.0])
def test_a_format_that_is_none_is_damage(number) -> None:
    with pytest.raises(DataError, match="damaged: its format is"):
        migrated({"format": number}, "project.json")


def test_older_formats_are_brought_up_step_by_step(monkeypatch) -> None:
    monkeypatch.setattr(formats, "FORMAT", 3)
    steps = {1: lambda v: {**v, "two": True}, 2: lambda v: {**v, "three": v["two"]}}
    monkeypatch.setattr(formats, "MIGRATIONS", steps)
    assert migrated({"format": 1}, "x") == {"format": 1, "two": True, "three": True}


def test_format_2(tmp_path) -> None:
    shutil.copytree(Path(__file__).with_name("format-2"), tmp_path / "project")
    with Project.open(tmp_path / "project") as project:
        assert (project.name, project.backbone, project.kind) == ("Hört", "sound", "sound")
        assert project.cut == Cut(1.0, 0.5)
        clap, nothing = project.classes
        assert (clap.name, clap.role) == ("clap", "class")
        assert (nothing.name, nothing.role) == ("何もない", "background")
        assert [project.count(one.id) for one in project.classes] == [4, 3]
        assert sorted(record.source for record in project.takes.values()) == [
            "microphone",
            "microphone",
            "recording",
            "recording",
        ]
        assert sorted(one.number for one in project.examples() if one.take == take_id(1)) == [
            600,
            2600,
        ]
        assert project.trim(take_id(1)) == (0, 3.5)
        assert project.settings == {"listening": {"threshold": 0.7}}
        assert project.next_undo == "Deleted 1 example of clap"
        sounds.check(project)
        while project.undo():
            sounds.check(project)
        assert project.classes == ()


def test_format_3(tmp_path) -> None:
    shutil.copytree(Path(__file__).with_name("format-3"), tmp_path / "project")
    with Project.open(tmp_path / "project") as project:
        assert (project.name, project.backbone, project.kind) == ("Bewegt", "actions", "clip")
        assert project.cut == Cut(1.5, 0.75)
        wave, nothing = project.classes
        assert (wave.name, wave.role) == ("wave", "class")
        assert (nothing.name, nothing.role) == ("何もない", "background")
        assert [project.count(one.id) for one in project.classes] == [3, 4]
        sources = sorted(record.source for record in project.takes.values())
        assert sources == ["camera", "camera", "video", "video"]
        [one] = [one for one in project.examples() if one.take == take_id(1)]
        assert (one.number, project.trim(take_id(1))) == (5400, (0, 7))
        assert len(list(read_frames(one.path))) == 80
        assert project.settings == {"acting": {"threshold": 0.7}}
        assert project.next_undo == "Deleted 1 example of wave"
        sounds.check(project)
        while project.undo():
            sounds.check(project)
        assert project.classes == ()
