import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.project import sounds
from tests.project.small import check, picture, record, state, take_id
from understudy.errors import DataError
from understudy.project import journal
from understudy.project.journal import Entry, new_token, read_entry, settle, write_entry
from understudy.project.layout import Layout, new_take_id
from understudy.project.records import Role
from understudy.project.store import Project

OPERATIONS = (
    *("class", "class", "rename", "color", "order", "record", "record", "photo", "delete"),
    *("take", "away", "move", "apart", "project", "reopen"),
)
small = st.integers(0, 5)
operations = st.lists(
    st.tuples(
        st.sampled_from(OPERATIONS),
        small,
        small,
    ),
    max_size=12,
)


def act(project: Project, operation: str, a: int, b: int) -> None:
    classes, examples, takes = project.classes, project.examples(), sorted(project.takes)
    if operation == "class":
        project.add_class(f"class {a}")
    elif operation == "project":
        project.rename(f"project {a}")
    elif operation == "order":
        project.order_classes([one.id for one in (*classes[a:], *classes[:a])])
    elif classes and operation == "rename":
        project.change_class(classes[a % len(classes)].id, name=f"class {b}")
    elif classes and operation == "color":
        project.change_class(classes[a % len(classes)].id, color=f"#00000{b}", role="background")
    elif classes and operation == "record":
        record(project, classes[a % len(classes)].id, take_id(a), frames=b + 1, first=3 * b)
    elif classes and operation == "photo":
        project.add_photo(classes[a % len(classes)].id, picture(), "x.jpg")
    elif classes and operation == "away":
        project.delete_class(classes[a % len(classes)].id)
    elif operation == "delete":
        project.delete_examples([one.id for one in examples[a :: b + 1]])
    elif takes and operation == "take":
        project.delete_take(takes[a % len(takes)])
    elif classes and operation == "move":
        project.move_examples([e.id for e in examples[a :: b + 1]], classes[b % len(classes)].id)
    elif operation == "apart":
        project.set_apart(takes[a:], apart=bool(b % 2))


@settings(max_examples=25, deadline=None)
@given(operations)
def test_undoing_everything_and_doing_it_again(steps) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(os, "fsync", lambda handle: None)
        project = Project.create(Path(folder) / "project", "Hands")
        states = [state(project)]
        for operation, a, b in [("class", 0, 0), ("record", 0, 4), ("class", 1, 1), *steps]:
            done = project._core.document.undo
            if operation == "reopen":
                project.close()
                project = Project.open(project.folder)
            else:
                try:
                    act(project, operation, a, b)
                except DataError:
                    assert project._core.document.undo == done
            if project._core.document.undo != done:
                states.append(state(project))
            assert state(project) == states[-1]
        for before in reversed(states[:-1]):
            assert project.next_undo == project.undo() != ""
            assert state(project) == before
            check(project)
        assert project.undo() is None
        project.close()
        project = Project.open(project.folder)
        for after in states[1:]:
            assert project.next_redo == project.redo() != ""
            assert state(project) == after
        check(project)
        assert project.redo() is None
        project.close()


SOUND_OPERATIONS = (
    *("class", "rename", "color", "order", "record", "record", "file", "delete", "delete"),
    *("take", "away", "move", "trim", "trim", "role", "reopen"),
)


def act_on_sounds(project: Project, operation: str, a: int, b: int) -> None:
    classes, takes = project.classes, sorted(project.takes)
    take = takes[a % len(takes)] if takes else new_take_id()
    if classes and operation == "record":
        starts = [start / 2 for start in range(b)]
        samples = sounds.bursts(*starts, seconds=3, seed=a)
        sounds.record(project, classes[a % len(classes)].id, new_take_id(), samples)
    elif classes and operation == "file":
        project.add_recording(classes[a % len(classes)].id, sounds.flac(1, seed=b), "x.flac")
    elif operation == "trim":
        project.trim_take(take, a / 5, a / 5 + (b + 1) / 3)
    elif classes and operation == "role":
        role: Role = "background" if b % 2 else "class"
        project.change_class(classes[a % len(classes)].id, role=role)
    else:
        act(project, operation, a, b)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SOUND_OPERATIONS), small, small), max_size=12))
def test_undoing_everything_in_a_project_of_sounds(steps) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(os, "fsync", lambda handle: None)
        project = sounds.create(Path(folder) / "project")
        states = [sounds.state(project)]
        for operation, a, b in [("class", 0, 0), ("record", 0, 4), ("class", 1, 1), *steps]:
            done = project._core.document.undo
            if operation == "reopen":
                project.close()
                project = Project.open(project.folder)
            else:
                with contextlib.suppress(DataError):
                    act_on_sounds(project, operation, a, b)
            sounds.check(project)
            if project._core.document.undo != done:
                states.append(sounds.state(project))
            assert sounds.state(project) == states[-1]
        for before in reversed(states[:-1]):
            assert project.next_undo == project.undo() != ""
            sounds.check(project)
            assert sounds.state(project) == before
        for after in states[1:]:
            assert project.next_redo == project.redo() != ""
            assert sounds.state(project) == after
        sounds.check(project)
        project.close()


def test_only_so_many_changes_can_be_undone(project, monkeypatch) -> None:
    monkeypatch.setattr("understudy.project.core.DEPTH", 3)
    for number in range(5):
        project.rename(f"name {number}")
    assert [project.undo() for _ in range(4)] == [
        "Renamed the project to name 4",
        "Renamed the project to name 3",
        "Renamed the project to name 2",
        None,
    ]
    assert len(list((project.folder / "trash" / "journal").iterdir())) == 3


def test_a_new_change_ends_what_could_be_done_again(project) -> None:
    project.rename("one")
    project.undo()
    project.rename("two")
    assert project.next_redo is None
    assert project.redo() is None
    assert project.name == "two"


def test_a_file_that_took_the_place_of_a_deleted_one_is_kept(project) -> None:
    rock = project.add_class("rock")
    record(project, rock.id, take_id(1))
    folder = project.examples()[0].path.parent
    (folder / "IMG.png").write_bytes(first := picture(format="PNG"))
    project.close()
    with Project.open(project.folder) as again:
        [by_hand] = [one for one in again.examples() if one.path.name == "IMG.png"]
        again.delete_examples([by_hand.id])
    (folder / "IMG.png").write_bytes(second := picture(format="PNG"))
    with Project.open(project.folder) as again:
        again.undo()
        contents = [one.path.read_bytes() for one in again.examples()]
        assert first in contents
        assert second in contents
        check(again)
        again.redo()
        assert again.count(rock.id) == 4
        check(again)


def test_what_was_taken_out_of_the_trash_is_not_missed(project) -> None:
    rock = project.add_class("rock")
    record(project, rock.id, take_id(1))
    project.delete_take(take_id(1))
    next(project.folder.rglob("trash/*/*/*-00001.jpg")).unlink()
    project.undo()
    assert [one.number for one in project.examples()] == [0, 2]
    project.redo()
    assert project.examples() == []


def test_a_trash_emptied_by_hand_ends_the_journal(project) -> None:
    project.rename("one")
    for path in (project.folder / "trash" / "journal").iterdir():
        path.unlink()
    assert project.next_undo is project.undo() is None
    project.rename("two")
    assert project.undo() == "Renamed the project to two"
    assert project.undo() is None


@pytest.mark.parametrize(
    "moves", ['[["../x", "a"]]', '[["a", "/etc/x"]]', '[["a/../../x", "b"]]', '[["a"]]', "3"]
)
def test_an_entry_that_leads_out_of_the_project_is_none(tmp_path, moves: str) -> None:
    layout, entry = Layout(tmp_path), Entry(new_token(), "Moved", (("a", "b"),))
    write_entry(layout, entry)
    assert read_entry(layout, entry.token) == entry
    path = layout.entry(entry.token)
    compact = path.read_text("utf-8").replace("\n", "").replace(" ", "")
    path.write_text(compact.replace('[["a","b"]]', moves), "utf-8")
    assert read_entry(layout, entry.token) is None
    assert read_entry(layout, "../project") is None


@pytest.mark.parametrize("content", ["", "{}", '{"token": "x", "back": true}'])
def test_a_mark_that_means_nothing_is_removed(tmp_path, content: str) -> None:
    layout = Layout(tmp_path)
    layout.journal.mkdir(parents=True)
    layout.moving.write_text(content, "utf-8")
    settle(layout, ())
    assert not layout.moving.exists()


def test_tokens_are_what_is_read_back() -> None:
    assert all(journal.TOKEN.fullmatch(new_token()) for _ in range(20))
