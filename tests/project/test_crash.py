"""A program that dies anywhere inside an operation leaves the state before it, or after it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.small import check, jpeg, parts, picture, record, state, take_id
from understudy.project.store import Project

CALLS = [(os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (Path, "rmdir")]


class Crash(BaseException):
    """The end of the program: nothing that comes after does anything."""


def dying(monkeypatch, after: int) -> None:
    left = [after]

    def mortal(real):
        def call(*arguments, **options):
            left[0] -= 1
            if left[0] < 0:
                raise Crash
            return real(*arguments, **options)

        return call

    for owner, name in CALLS:
        monkeypatch.setattr(owner, name, mortal(getattr(owner, name)))


def by_hand(project: Project) -> None:
    """Give the first class a photo that was put there by hand, with a name of its own."""
    folder = next(one.path.parent for one in project.examples())
    (folder / "IMG 1.png").write_bytes(picture(format="PNG"))


@pytest.fixture(scope="module")
def taught(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("taught") / "project"
    with Project.create(folder, "Hands") as project:
        rock, paper = project.add_class("rock"), project.add_class("paper")
        record(project, rock.id, take_id(1))
        record(project, paper.id, take_id(2))
        by_hand(project)
    with Project.open(folder) as project:
        project.delete_examples([f"{take_id(2)}-1"])
        project.rename("Hands and feet")
        record(project, rock.id, take_id(3), frames=2)
        project.undo()
    return folder


def add_frame(project: Project) -> None:
    project.begin_take(take_id(9), project.classes[0].id, "camera")
    project.add_frame(take_id(9), 0, FRAME)


FRAME, PHOTO = jpeg(), picture(format="PNG")
OPERATIONS = {
    "add a class": lambda p: p.add_class("scissors"),
    "delete a class": lambda p: p.delete_class(p.classes[0].id),
    "order": lambda p: p.order_classes([one.id for one in reversed(p.classes)]),
    "delete examples": lambda p: p.delete_examples([one.id for one in p.examples()[1:4]]),
    "delete a take": lambda p: p.delete_take(take_id(1)),
    "move": lambda p: p.move_examples([e.id for e in p.examples()[:5]], p.classes[1].id),
    "apart": lambda p: p.set_apart([take_id(1), take_id(2)]),
    "undo": lambda p: p.undo(),
    "undo twice": lambda p: (p.undo(), p.undo())[:0],
    "redo": lambda p: p.redo(),
    "photo": lambda p: p.add_photo(p.classes[0].id, PHOTO, "x.png"),
    "frame": add_frame,
    "setting": lambda p: p.set_setting("live", 1),
    "empty the trash": lambda p: p.empty_trash(),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_crash_at_any_step(name: str, taught: Path, tmp_path: Path, monkeypatch) -> None:
    def opened(copy: str) -> Project:
        return Project.open(shutil.copytree(taught, tmp_path / copy))

    operation = OPERATIONS[name]
    allowed = []
    with opened("whole") as project:
        allowed.append(state(project))
        if name == "undo twice":
            project.undo()
            allowed.append(state(project))
            project.redo()
        operation(project)
        allowed.append(state(project))
    step, crashed = 0, True
    while crashed:
        project = opened(str(step))
        with monkeypatch.context() as patch:
            dying(patch, step)
            try:
                operation(project)
                crashed = False
            except Crash:
                pass
        project._core._file_lock.release()
        with Project.open(project.folder) as again:
            assert state(again) in allowed, step
            check(again)
            assert not parts(again.folder), step
            if crashed:
                again.add_class("and it goes on")
                assert again.undo() == "Added the class and it goes on"
                assert state(again) in allowed
        step += 1
    assert step > 1


RECORD_FOR_EVER = """
import itertools, sys
from tests.project.small import jpeg
from understudy.project.store import Project
with Project.open(sys.argv[1]) as project:
    take = sys.argv[2]
    project.begin_take(take, project.classes[0].id, "camera", 15)
    for number in itertools.count(project.take_count(take)):
        project.add_frame(take, number, jpeg())
        print(project.take_count(take), flush=True)
"""


def test_what_was_counted_is_on_disk_after_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    with Project.create(folder, "Hands") as project:
        project.add_class("rock")
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root / "src"), str(root)])
    for kill in range(10):
        recorder = subprocess.Popen(
            [sys.executable, "-c", RECORD_FOR_EVER, str(folder), take_id(0)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert recorder.stdout is not None
        for _ in range(1 + 3 * kill):
            assert recorder.stdout.readline()
        recorder.kill()
        said = recorder.stdout.read().split("\n")[:-1]
        recorder.wait()
        with Project.open(folder) as project:
            check(project)
            assert not parts(folder)
            count = project.count(project.classes[0].id)
            assert not said or count - int(said[-1]) in (0, 1)  # one may not have been said yet
            frames = sorted(one.number for one in project.examples())
            assert frames == list(range(count))
