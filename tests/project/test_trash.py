import pytest

from tests.project.small import check, jpeg, record, state, take_id
from understudy.project.layout import CLASS_ID
from understudy.project.store import Project


@pytest.fixture
def taught(project) -> Project:
    rock, paper = project.add_class("rock"), project.add_class("paper")
    record(project, rock.id, take_id(1))
    record(project, rock.id, take_id(2))
    record(project, paper.id, take_id(3))
    return project


def test_deleting_and_undoing_examples(taught) -> None:
    before = state(taught)
    taught.delete_examples([f"{take_id(1)}-0", f"{take_id(2)}-1", "gone", f"{take_id(1)}-0"])
    assert taught.count(taught.classes[0].id) == 4
    assert taught.trash_bytes() == sum(
        path.stat().st_size for path in taught.folder.glob("trash/*/*/*.jpg")
    )
    check(taught)
    assert taught.undo() == "Deleted 2 examples of rock"
    assert state(taught) == before
    assert taught.trash_bytes() == 0
    taught.delete_examples([f"{take_id(1)}-0", f"{take_id(3)}-0"])
    assert taught.next_undo == "Deleted 2 examples"
    revision = taught.revision
    taught.delete_examples(["gone"])
    assert taught.revision == revision


def test_undoing_a_recording_takes_back_only_what_it_added(taught) -> None:
    rock = taught.classes[0]
    taught.begin_take(take_id(1), rock.id, "camera")
    taught.add_frame(take_id(1), 3, jpeg())
    assert taught.next_undo == "Recorded 1 example of rock"
    taught.add_frame(take_id(1), 4, jpeg())
    assert taught.undo() == "Recorded 2 examples of rock"
    assert taught.take_count(take_id(1)) == 3
    taught.add_frame(take_id(1), 5, jpeg())  # the button is still held
    assert taught.next_undo == "Recorded 1 example of rock"
    taught.undo()
    assert taught.undo() == "Recorded 3 examples of paper"
    assert taught.redo() == "Recorded 3 examples of paper"


def test_undoing_a_class_takes_its_examples_along(project) -> None:
    rock = project.add_class("rock")
    project.close()
    folder = project.folder / "examples" / f"{rock.id}-rock"
    folder.mkdir()
    (folder / "by hand.jpg").write_bytes(jpeg())
    with Project.open(project.folder) as again:
        assert again.count(rock.id) == 1
        again.undo()
        assert (again.classes, again.examples()) == ((), [])
        check(again)
        again.redo()
        assert again.count(rock.id) == 1


def test_a_picture_deleted_by_hand_meanwhile_is_deleted(taught) -> None:
    gone = taught.example(f"{take_id(1)}-1")
    gone.path.unlink()
    taught.delete_take(take_id(1))
    assert taught.take_count(take_id(1)) == 0
    taught.undo()
    assert taught.take_count(take_id(1)) == 2
    check(taught)


def test_an_emptied_trash_is_empty_and_nothing_can_be_undone(taught) -> None:
    taught.delete_take(take_id(1))
    taught.empty_trash()
    assert taught.trash_bytes() == 0
    assert taught.next_undo is taught.undo() is None
    assert not (taught.folder / "takes" / f"{take_id(1)}.json").exists()
    assert (taught.folder / "takes" / f"{take_id(2)}.json").exists()
    check(taught)


def test_a_deleted_class_leaves_no_folder_to_adopt(taught) -> None:
    rock = taught.classes[0]
    assert CLASS_ID.fullmatch(rock.id)
    taught.delete_class(rock.id)
    assert not list((taught.folder / "examples").glob(f"{rock.id}*"))
    taught.close()
    with Project.open(taught.folder) as again:
        assert [one.name for one in again.classes] == ["paper"]
        assert again.undo() == "Deleted the class rock"
        assert [one.name for one in again.classes] == ["rock", "paper"]
        assert again.count(rock.id) == 6
