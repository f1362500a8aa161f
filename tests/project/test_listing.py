from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.project import clips, sounds
from tests.project.small import picture, record, take_id
from tests.project.sounds import bursts, create
from understudy.errors import DataError
from understudy.project.listing import list_project, project_at
from understudy.project.noise import SETTING
from understudy.project.records import Cut
from understudy.project.store import Project


@pytest.fixture
def taught(project: Project) -> Project:
    rock = project.add_class("rock")
    paper = project.add_class("paper")
    project.add_class("empty chair", role="background")
    record(project, rock.id, take_id(1), frames=3)
    record(project, rock.id, take_id(2), frames=1)
    project.add_photo(paper.id, picture(), "a.jpg")
    apart = project.add_photo(paper.id, picture(), "b.jpg")
    project.set_apart([apart.take])
    (apart.path.parent / "by hand.png").write_bytes(picture(format="PNG"))
    return project


def test_holds_are_stated_takes_and_photos_are_not(taught: Project) -> None:
    taught.change_class(taught.classes[0].id, name="stone")
    listed = list_project(taught.folder)  # while it is open
    items, background = listed.items, listed.background
    assert listed.backbone == taught.backbone
    apart = next(one.id for one in taught.takes.values() if one.apart)
    assert Counter((one.label, one.take) for one in items) == {
        ("stone", take_id(1)): 3,
        ("stone", take_id(2)): 1,
        ("paper", None): 2,
        ("paper", apart): 1,
    }
    assert [one.label for one in items] == ["stone"] * 4 + ["paper"] * 3
    assert background == ["empty chair"]


def test_what_was_deleted_is_not_listed(taught: Project) -> None:
    taught.delete_take(take_id(1))
    assert take_id(1) not in {one.take for one in list_project(taught.folder).items}
    assert len(list_project(taught.folder).items) == 4


def test_frames_moved_by_hand_are_a_take_of_the_class_they_lie_in(taught: Project) -> None:
    frames = [one for one in taught.examples() if one.take == take_id(1)]
    paper = taught.examples()[-1].path.parent
    taught.close()
    for one in frames[:2]:
        one.path.rename(paper / one.path.name)
    items = list_project(taught.folder).items
    moved = {one.take for one in items if one.path.name in {f.path.name for f in frames[:2]}}
    assert {one.label for one in items if one.take in moved} == {"paper"}
    assert len(moved) == 1
    assert moved.isdisjoint({take_id(1), None})


def test_a_project_is_found_by_its_folder_and_by_its_examples(
    taught: Project, tmp_path: Path
) -> None:
    assert project_at(taught.folder) == taught.folder
    assert project_at(taught.folder / "examples") == taught.folder
    assert project_at(taught.folder / "takes") is None
    assert project_at(tmp_path / "nowhere") is None


def test_a_damaged_project_is_told(taught: Project) -> None:
    (taught.folder / "project.json").write_text("[", encoding="utf-8")
    with pytest.raises(DataError, match="damaged"):
        list_project(taught.folder)


def test_noise_that_is_mixed_in_is_listed(tmp_path: Path) -> None:
    with create(tmp_path / "sounds") as project:
        noise = project.add_class("noise", role="background")
        assert list_project(project.folder).mixed == []
        project.set_setting(SETTING, [noise.id])
        assert list_project(project.folder).mixed == ["noise"]


def test_recordings_are_listed_with_where_they_are_cut(tmp_path: Path) -> None:
    with create(tmp_path / "sounds") as project:
        clap, noise = project.add_class("clap"), project.add_class("noise", role="background")
        sounds.record(project, clap.id, take_id(1), bursts(0.5, 1.5, 2.5, seconds=4))
        sounds.record(project, noise.id, take_id(2), bursts(seconds=2))
        sounds.record(project, clap.id, take_id(3), bursts(1))
        project.trim_take(take_id(3), 0, 0.5)  # nothing is left
        project.delete_examples([project.examples()[0].id])
        listed = list_project(project.folder)  # while it is open
        assert {one.take: (one.path, one.label, one.centres) for one in listed.items} == {
            take: (
                project.recording(take),
                label,
                tuple(one.centre for one in project.examples() if one.take == take),
            )
            for take, label in ((take_id(1), "clap"), (take_id(2), "noise"))
        }
        assert (listed.background, listed.backbone) == (["noise"], "sound")
        assert (listed.kind, listed.cut) == ("sound", project.cut)
        by_hand = project.recording(take_id(1)).with_name("by hand.wav")
    by_hand.write_bytes(b"x")
    [item] = [one for one in list_project(project.folder).items if one.path == by_hand]
    assert (item.label, item.centres) == ("clap", None)  # nobody has heard it
    assert project_at(project.folder) == project_at(project.folder / "recordings")


def test_clips_are_listed_with_where_they_are_cut(tmp_path: Path) -> None:
    with clips.create(tmp_path / "clips") as project:
        wave, other = project.add_class("wave"), project.add_class("other", role="background")
        clips.record(project, wave.id, take_id(1), clips.WAVES)
        clips.record(project, other.id, take_id(2), clips.STILL)
        listed = list_project(project.folder)  # while it is open
        assert {one.take: (one.path, one.label, one.centres) for one in listed.items} == {
            take: (
                project.recording(take),
                label,
                tuple(one.centre for one in project.examples() if one.take == take),
            )
            for take, label in ((take_id(1), "wave"), (take_id(2), "other"))
        }
        assert (listed.kind, listed.cut, listed.backbone) == ("clip", project.cut, "actions")
        assert len(list_project(project.folder, Cut(1.5, 0.25)).items[1].centres or ()) == 11
        by_hand = project.recording(take_id(1)).with_name("by hand.mp4")
    by_hand.write_bytes(b"x")
    [item] = [one for one in list_project(project.folder).items if one.path == by_hand]
    assert (item.label, item.centres) == ("wave", None)  # nobody has looked into it
    assert project_at(project.folder) == project_at(project.folder / "clips")
