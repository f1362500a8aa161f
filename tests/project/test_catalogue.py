"""What can be asked of the table of examples; how it is filled is in test_index.py."""

from tests.project import sounds
from tests.project.small import record, take_id
from tests.project.sounds import bursts, create


def test_examples_are_in_the_order_of_classes_takes_and_numbers(project) -> None:
    rock, paper = project.add_class("rock"), project.add_class("paper")
    record(project, rock.id, take_id(2))
    record(project, paper.id, take_id(1))
    record(project, rock.id, take_id(0), frames=2)
    index = project._core.index
    order = [(one.take, one.number) for one in index.examples()]
    assert order == [
        *((take_id(2), number) for number in range(3)),
        *((take_id(0), number) for number in range(2)),
        *((take_id(1), number) for number in range(3)),
    ]
    assert index.of_class(paper.id) == list(index.of_take(take_id(1)).values())
    first = index.examples()[0]
    assert index.frame(take_id(2), 0) is index.example(first.id) is first
    assert index.file_of(first) == index.files([take_id(2)])[0]
    held = index.held(index.file_of(first))
    assert (held.path, held.size, held.mtime_ns) == (first.path, first.size, first.mtime_ns)
    project.order_classes([paper.id, rock.id])
    assert index.examples()[0].class_id == paper.id
    assert index.folder(rock.id) == f"{rock.id}-rock"


def test_nothing_is_known_of_what_is_not_there(project) -> None:
    index = project._core.index
    assert index.example("x") is index.frame("x", 0) is index.record("x") is None
    assert index.held("examples/a/b") is None
    assert (index.of_take("x"), index.files(["x"]), index.files_of_class("x")) == ({}, [], [])
    assert (index.count("x"), index.take_count("x"), index.empty_takes()) == (0, 0, [])


def test_a_recording_is_one_file_whatever_its_examples(tmp_path) -> None:
    with create(tmp_path / "project") as project:
        clap = project.add_class("clap")
        sounds.record(project, clap.id, take_id(1), bursts(0.5, 1.5))
        sounds.record(project, clap.id, take_id(2), bursts())
        index = project._core.index
        assert len(index.files_of_class(clap.id)) == 2
        assert [index.take_count(take_id(n)) for n in (1, 2)] == [2, 1]
        assert index.empty_takes() == []
        project.delete_take(take_id(1))
        assert index.empty_takes() == [take_id(1)]
