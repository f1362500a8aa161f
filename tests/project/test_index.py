"""What is found on disk, also what people put there."""

import io
import os

import pytest

from tests.project.small import check, jpeg, parts, picture, record, state, take_id
from understudy.project.layout import derived_take
from understudy.project.store import Project


@pytest.fixture
def folder(project):
    record(project, project.add_class("rock").id, take_id(1))
    project.add_class("paper")
    project.close()
    return project.folder


def test_a_file_put_in_by_hand_is_a_take_and_keeps_its_name(folder) -> None:
    home = next((folder / "examples").iterdir())
    (home / "IMG 1.PNG").write_bytes(picture(format="PNG"))
    (home / "notes.txt").write_text("no picture", "utf-8")
    (home / ".hidden.jpg").write_bytes(jpeg())
    (home / "deeper").mkdir()
    os.utime(home / "IMG 1.PNG", (1000, 1000))
    ids = []
    for _ in range(2):
        with Project.open(folder) as project:
            [example] = [one for one in project.examples() if one.path.name == "IMG 1.PNG"]
            ids.append(example.id)
            taken = project.takes[example.take]
            assert (taken.source, taken.name, taken.started) == ("by-hand", "IMG 1.PNG", 1000)
            assert (example.number, project.count(example.class_id)) == (0, 4)
    assert ids[0] == ids[1] == f"{derived_take(example.class_id, 'IMG 1.PNG')}-0"


def test_a_folder_made_by_hand_is_a_class(folder) -> None:
    for name in ("scissors", "Rock", "empty", "only text"):
        (folder / "examples" / name).mkdir()
    (folder / "examples" / "only text" / "x.txt").write_text("x", "utf-8")
    (folder / "examples" / "scissors" / "1.jpg").write_bytes(jpeg())
    (folder / "examples" / "Rock" / "1.jpg").write_bytes(jpeg())
    with Project.open(folder) as project:
        assert [one.name for one in project.classes] == ["rock", "paper", "scissors"]
        assert [project.count(one.id) for one in project.classes] == [4, 0, 1]
        (folder / "examples" / "only text" / "x.txt").unlink()
        check(project)
        scissors = project.classes[2].id
        project.change_class(scissors, name="shears")
        record(project, scissors, take_id(5))
        before = state(project)
    assert (folder / "examples" / "scissors" / "1.jpg").exists()
    with Project.open(folder) as project:
        assert state(project) == before


def test_undoing_an_older_change_keeps_a_folder_that_was_adopted_since(folder) -> None:
    with Project.open(folder) as project:
        project.change_class(project.classes[1].id, name="sheet")
    (folder / "examples" / "sheet").mkdir()
    (folder / "examples" / "sheet" / "1.jpg").write_bytes(jpeg())
    with Project.open(folder) as project:
        paper = project.classes[1].id
        assert project.undo() == "Renamed paper to sheet"
        assert project.count(paper) == 1
    with Project.open(folder) as project:
        assert [one.name for one in project.classes] == ["rock", "paper"]
        assert project.count(paper) == 1


def test_files_moved_by_hand_to_another_class_belong_to_it(folder) -> None:
    home = next((folder / "examples").iterdir())
    with Project.open(folder) as project:
        rock, paper = project.classes
    other = folder / "examples" / f"{paper.id}-paper"
    other.mkdir()
    for number in (1, 2):
        (home / f"{take_id(1)}-0000{number}.jpg").rename(other / f"{take_id(1)}-0000{number}.jpg")
    with Project.open(folder) as project:
        assert (project.count(rock.id), project.count(paper.id)) == (1, 2)
        assert len({one.take for one in project.examples()}) == 2
        check(project)


def test_two_files_that_would_be_one_example_are_two(folder) -> None:
    with Project.open(folder) as project:
        rock = project.classes[0]
    for name in (f"{rock.id}-rock copy", f"{rock.id}-rock"):
        (folder / "examples" / name).mkdir(exist_ok=True)
        (folder / "examples" / name / "x.jpg").write_bytes(jpeg())
    with Project.open(folder) as project:
        assert project.count(rock.id) == 5
        check(project)


def test_a_record_that_is_lost_or_damaged_costs_no_example(folder) -> None:
    path = folder / "takes" / f"{take_id(1)}.json"
    path.write_bytes(b"\x00 damaged")
    for _ in range(2):
        with Project.open(folder) as project:
            assert len(project.examples()) == 3
            assert len(project.takes) == 1
            check(project)
        path.unlink(missing_ok=True)


def test_half_written_files_are_removed(folder) -> None:
    home = next((folder / "examples").iterdir())
    (folder / "trash" / "journal").mkdir(parents=True, exist_ok=True)
    for place in (home, folder, folder / "takes", folder / "trash" / "journal"):
        (place / f".{'0' * 16}.part").write_bytes(b"half")
    with Project.open(folder) as project:
        assert len(project.examples()) == 3
    assert not parts(folder)


def test_no_picture_is_opened(folder, monkeypatch) -> None:
    opened, real = [], io.open

    def note(path, *arguments, **options):
        opened.append(str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(io, "open", note)
    with Project.open(folder) as project:
        assert len(project.examples()) == 3
    assert any(path.endswith("project.json") for path in opened)
    assert not [path for path in opened if path.endswith(".jpg")]


def test_links_are_not_followed(folder, tmp_path) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(jpeg())
    home = next((folder / "examples").iterdir())
    try:
        (home / "link.jpg").symlink_to(tmp_path / "elsewhere.jpg")
        (folder / "examples" / "linked").symlink_to(home, target_is_directory=True)
    except OSError:
        pytest.skip("links can't be made here")
    with Project.open(folder) as project:
        assert len(project.examples()) == 3


def test_a_take_without_examples_shows_only_while_it_is_recorded(project) -> None:
    rock = project.add_class("rock")
    project.begin_take(take_id(1), rock.id, "camera")
    assert list(project.takes) == [take_id(1)]
    project.end_take(take_id(1))
    assert list(project.takes) == []
