import threading

import pytest

from tests.project.small import check, jpeg, picture, record, state, take_id
from understudy.errors import DataError
from understudy.project import store
from understudy.project.cache import checksum
from understudy.project.records import Change
from understudy.project.store import Project


def reopened(project: Project) -> Project:
    project.close()
    return Project.open(project.folder)


def test_a_new_project_is_empty(project) -> None:
    assert (project.name, project.backbone) == ("Hands", "efficientnet-lite0")
    assert (project.classes, dict(project.takes), project.examples()) == ((), {}, [])
    assert project.next_undo is project.undo() is project.next_redo is project.redo() is None
    assert project.cache_path == project.folder / "cache.sqlite"


def test_everything_is_there_after_opening_again(project) -> None:
    rock, paper = project.add_class("rock"), project.add_class("紙", role="background")
    record(project, rock.id, take_id(1))
    project.add_photo(paper.id, picture(), "IMG.jpg")
    project.set_apart([take_id(1)])
    project.set_setting("live", {"threshold": 0.5})
    project.order_classes([paper.id, rock.id])
    before = (state(project), project.examples(), dict(project.takes), project.revision)
    with reopened(project) as again:
        check(again)
        assert (state(again), again.examples(), dict(again.takes), again.revision) == before
        assert again.classes == (paper, rock)
        assert again.settings == {"live": {"threshold": 0.5}}
        assert again.next_undo == "Put the classes in another order"


def test_the_revision_grows_even_over_a_crash(project) -> None:
    rock = project.add_class("rock")
    record(project, rock.id, take_id(1), frames=20)
    seen = project.revision
    project._core._file_lock.release()  # as when the program is killed
    with Project.open(project.folder) as again:
        assert again.revision > seen


def test_examples_come_by_class_then_take_then_number(project) -> None:
    rock, paper = project.add_class("rock"), project.add_class("paper")
    record(project, paper.id, "z" * 16)
    record(project, rock.id, "y" * 16, first=9)
    record(project, rock.id, "x" * 16)
    ids = [one.id for one in project.examples()]
    assert ids == [
        *(f"{'y' * 16}-{n}" for n in (9, 10, 11)),
        *(f"{'x' * 16}-{n}" for n in range(3)),
        *(f"{'z' * 16}-{n}" for n in range(3)),
    ]


def test_what_is_not_there_is_said(project) -> None:
    with pytest.raises(DataError, match="no example 'x' any more"):
        project.example("x")
    for act in (
        lambda: project.change_class("x", name="y"),
        lambda: project.delete_class("x"),
        lambda: project.add_photo("x", picture(), "x.jpg"),
        lambda: project.begin_take(take_id(1), "x", "camera"),
        lambda: project.move_examples([], "x"),
    ):
        with pytest.raises(DataError, match="no class 'x' any more"):
            act()


def test_a_closed_project_refuses(project) -> None:
    project.close()
    project.close()
    with pytest.raises(DataError, match=r"is closed\. Open it again"):
        project.add_class("rock")


def test_changes_are_told_outside_the_lock_whatever_a_listener_does(project) -> None:
    told: list[Change] = []

    def listen(change: Change) -> None:
        other = threading.Thread(target=project.examples)  # would wait for ever inside the lock
        other.start()
        other.join(10)
        assert not other.is_alive()
        told.append(change)
        raise RuntimeError("a listener that fails")

    project.subscribe(listen)
    rock = project.add_class("rock")
    project.begin_take(take_id(1), rock.id, "camera")
    example = project.add_frame(take_id(1), 0, jpeg())
    project.undo()
    project.rename("Feet")
    assert [(change.kind, change.class_ids) for change in told] == [
        ("classes", {rock.id}),
        ("examples", {rock.id}),
        ("examples", {rock.id}),
        ("settings", set()),
    ]
    assert [change.added for change in told] == [(), (example,), (), ()]
    revisions = [change.revision for change in told]
    assert revisions == sorted(set(revisions))
    assert revisions[-1] == project.revision


def test_checksums_are_those_of_the_content(project) -> None:
    rock = project.add_class("rock")
    record(project, rock.id, take_id(1))
    examples = project.examples()
    expected = [checksum(one.path.read_bytes()) for one in examples]
    assert project.checksums(examples) == expected
    assert project.checksum(examples[1]) == expected[1]


def test_many_threads_record_list_and_delete(project) -> None:
    classes = [project.add_class(name) for name in ("rock", "paper", "scissors")]
    stop = threading.Event()
    failures: list[BaseException] = []

    def guarded(work, *arguments):
        def run() -> None:
            try:
                work(*arguments)
            except BaseException as error:
                failures.append(error)

        return threading.Thread(target=run)

    def read() -> None:
        while not stop.is_set():
            for one in project.examples():
                assert project.count(one.class_id) >= 0
            dict(project.takes)

    def disturb() -> None:
        record(project, classes[0].id, take_id(99), frames=5)
        for _ in range(5):
            project.delete_take(take_id(99))
            project.undo()
        project.change_class(classes[1].id, name="sheet")

    writers = [
        guarded(record, project, classes[n % 3].id, take_id(n // 2), 20) for n in (0, 1, 2, 3)
    ]
    # Two of them send the same frames of a take, as after a break in the connection.
    writers[1:2] = [guarded(record, project, classes[0].id, take_id(0), 20)]
    writers[3:4] = [guarded(record, project, classes[2].id, take_id(1), 20)]
    readers = [guarded(read), guarded(read)]
    others = [guarded(disturb)]
    for thread in (*readers, *writers, *others):
        thread.start()
    for thread in (*writers, *others):
        thread.join()
    stop.set()
    for thread in readers:
        thread.join()
    assert not failures
    check(project)
    left = {take: project.take_count(take) for take in project.takes}
    assert left[take_id(1)] == 20  # the other takes may have been undone in between
    before = state(project)
    with reopened(project) as again:
        check(again)
        assert state(again) == before


def test_every_operation_has_its_words() -> None:
    public = [value for name, value in vars(store.Project).items() if not name.startswith("_")]
    assert all(value.__doc__ for value in public)
