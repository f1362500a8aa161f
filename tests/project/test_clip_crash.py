"""A program that dies anywhere in a project of clips loses no example that was counted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.clips import CLOCK, STILL, WAVE, WAVES, create, jpeg, moving, record, send
from tests.project.small import parts, take_id
from tests.project.sounds import check, state
from tests.project.test_crash import Crash, dying
from tests.project.test_sound_crash import crashes
from understudy.media.motion_video import read_jpegs, write_motion
from understudy.project.store import Project

SHORT = WAVE[:7]


@pytest.fixture(autouse=True)
def _nothing_is_waited_for(monkeypatch) -> None:
    """What a program wrote is there after it died, whether or not it reached the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture(scope="module")
def taught(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("taught") / "project"
    with create(folder) as project:
        wave, jump = project.add_class("wave"), project.add_class("jump")
        record(project, wave.id, take_id(1), WAVES)
        record(project, jump.id, take_id(2), WAVE)
        home = project.recording(take_id(1)).parent
    write_motion(home / "by hand.mkv", moving((0.2, 0.6), start=3))
    with Project.open(folder) as project:
        project.trim_take(take_id(1), 0, 7)
        project.delete_examples([project.examples()[0].id])
        record(project, wave.id, take_id(3), moving((0.5, 1), start=5))
        project.undo()
    return folder


def add(project: Project, take: str = take_id(9)) -> None:
    project.begin_take(take, project.classes[0].id, "camera")
    send(project, take, SHORT)


def whole(project: Project) -> None:
    add(project)
    project.end_take(take_id(9))


OPERATIONS = {
    "record": whole,
    "delete a class": lambda p: p.delete_class(p.classes[0].id),
    "delete an example": lambda p: p.delete_examples([p.examples()[0].id]),
    "delete a take": lambda p: p.delete_take(take_id(1)),
    "trim": lambda p: p.trim_take(take_id(1), 0, 3),
    "move": lambda p: p.move_examples([p.examples()[0].id], p.classes[1].id),
    "role": lambda p: p.change_class(p.classes[0].id, role="background"),
    "undo": lambda p: p.undo(),
    "redo": lambda p: p.redo(),
    "file": lambda p: p.add_clip(p.classes[0].id, p.recording(take_id(2)), "x.mkv"),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_crash_at_any_step(name: str, taught: Path, tmp_path: Path, monkeypatch) -> None:
    operation = OPERATIONS[name]
    with Project.open(shutil.copytree(taught, tmp_path / "whole")) as project:
        allowed = [state(project)]
        operation(project)
        allowed.append(state(project))
    assert allowed[0] != allowed[1]
    if name == "record":  # what was sent is there, also where the end was not reached
        for count in range(5, len(SHORT)):
            with Project.open(shutil.copytree(taught, tmp_path / f"sent {count}")) as project:
                record(project, project.classes[0].id, take_id(9), SHORT[:count])
                allowed.append(state(project))
    for step in crashes(operation, taught, tmp_path, monkeypatch):
        with Project.open(tmp_path / str(step)) as again:
            assert state(again) in allowed, step
            check(again)
            assert not parts(again.folder), step
            again.add_class("and it goes on")
            assert again.undo() == "Added the class and it goes on"
            assert state(again) in allowed


@pytest.mark.parametrize("ending", [False, True])
def test_what_was_counted_stays(ending: bool, tmp_path: Path, monkeypatch) -> None:
    said: list[int] = []

    def recording(project: Project) -> None:
        said.clear()
        other = project.classes[1].id
        project.begin_take(take_id(9), other, "camera")
        for number, frame in enumerate(STILL[::4]):
            said.append(project.add_clip_frame(take_id(9), number, *frame))
        if ending:
            project.end_take(take_id(9))

    with create(tmp_path / "taught") as project:
        project.add_class("wave")
        project.add_class("other", role="background")
    (tmp_path / "crashed").mkdir()
    for step in crashes(recording, tmp_path / "taught", tmp_path / "crashed", monkeypatch):
        newest = tmp_path / "crashed" / str(step)
        with Project.open(newest) as again:
            assert again.take_count(take_id(9)) >= (said[-1] if said else 0)
            check(again)
    assert said[-1] > 1


def test_a_crash_while_a_crash_is_mended(taught: Path, tmp_path: Path, monkeypatch) -> None:
    with Project.open(shutil.copytree(taught, tmp_path / "whole")) as project:
        whole(project)
        after = state(project)
    with Project.open(shutil.copytree(taught, tmp_path / "cut")) as project:
        add(project)
        left = project._core.holds[take_id(9)].path
        shutil.copytree(project.folder, tmp_path / "left")
    assert (tmp_path / "left" / left.relative_to(tmp_path / "cut")).exists()
    step, crashed = 0, True
    while crashed:
        folder = shutil.copytree(tmp_path / "left", tmp_path / str(step))
        with monkeypatch.context() as patch:
            dying(patch, step)
            try:
                Project.open(folder).close()
                crashed = False
            except Crash:
                pass
        with Project.open(folder) as again:
            assert state(again) == after
            check(again)
            assert again.undo() == "Recorded a clip of wave"
        step += 1
    assert step > 5


def power_cut(project: Project, left: Path) -> Path:
    """Return what there is of a project after a power cut, its frames cut off or changed."""
    path = project._core.holds[take_id(9)].path
    copy = shutil.copytree(project.folder, left)
    return copy / path.relative_to(project.folder)


@pytest.mark.parametrize("lost", ["a byte", "most of the last", "the header", "all zeros"])
def test_a_power_cut_costs_the_frame_that_was_not_counted(
    taught: Path, tmp_path: Path, lost: str
) -> None:
    with Project.open(shutil.copytree(taught, tmp_path / "project")) as project:
        add(project)
        frames = power_cut(project, tmp_path / "left")
    data = frames.read_bytes()
    size = 16 + len(SHORT[-1][1])
    frames.write_bytes(
        {
            "a byte": data[:-1],
            "most of the last": data[: 20 - size],
            "the header": data[: 5 - size],
            "all zeros": data[:-size] + bytes(size),
        }[lost]
    )
    with Project.open(tmp_path / "left") as again:
        path = again.recording(take_id(9))
        assert list(read_jpegs(path)) == SHORT[:-1]
        check(again)
        again.begin_take(take_id(9), again.classes[0].id, "camera")
        assert again.frame_count(take_id(9)) == len(SHORT) - 1
        send(again, take_id(9), WAVE, first=len(SHORT) - 2)  # the page sends what was not counted
        again.end_take(take_id(9))
        assert list(read_jpegs(path)) == WAVE


def test_what_is_torn_is_written_over(taught: Path, tmp_path: Path) -> None:
    """Where an append failed half-way and could not be taken back."""
    with Project.open(shutil.copytree(taught, tmp_path / "project")) as project:
        add(project)
        with project._core.holds[take_id(9)].path.open("ab") as file:
            file.write(b"torn")
        send(project, take_id(9), WAVE)
        project.end_take(take_id(9))
        assert list(read_jpegs(project.recording(take_id(9)))) == WAVE


@pytest.mark.parametrize("record", ["lost", "damaged"])
def test_a_clip_whose_record_is_lost_is_kept(taught: Path, tmp_path: Path, record: str) -> None:
    with Project.open(shutil.copytree(taught, tmp_path / "project")) as project:
        add(project)
        power_cut(project, tmp_path / "left")
    value = tmp_path / "left" / "takes" / f"{take_id(9)}.json"
    value.unlink() if record == "lost" else value.write_bytes(b"damaged")
    with Project.open(tmp_path / "left") as again:
        assert again.takes[take_id(9)].source == "camera"
        assert again.takes[take_id(9)].class_id == again.classes[0].id
        assert list(read_jpegs(again.recording(take_id(9)))) == SHORT


RECORD_FOR_EVER = f"""
import itertools, sys
from tests.project.clips import jpeg
from understudy.project.store import Project
with Project.open(sys.argv[1]) as project:
    take = sys.argv[2]
    project.begin_take(take, project.classes[0].id, "camera")
    for number in itertools.count():
        print(project.add_clip_frame(take, number, {CLOCK} + 100 * number, jpeg(number % 10)),
              project.frame_count(take), flush=True)
"""


def test_what_was_counted_is_on_disk_after_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    with create(folder) as project:
        project.add_class("other", role="background")
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root / "src"), str(root)])
    for kill in (5, 40):
        take = take_id(kill)
        recorder = subprocess.Popen(
            [sys.executable, "-c", RECORD_FOR_EVER, str(folder), take],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert recorder.stdout is not None
        lines = [recorder.stdout.readline() for _ in range(kill)]
        assert all(lines)
        recorder.kill()
        lines += [line for line in recorder.stdout.read().split("\n")[:-1] if line.count(" ")]
        recorder.wait()
        examples, frames = map(int, lines[-1].split())
        with Project.open(folder) as project:
            check(project)
            assert not parts(folder)
            assert project.take_count(take) >= examples
            kept = list(read_jpegs(project.recording(take)))
            assert len(kept) >= frames
            assert kept[:frames] == [(CLOCK + 100 * n, jpeg(n % 10)) for n in range(frames)]
    assert examples > 0
