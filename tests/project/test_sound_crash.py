"""A program that dies anywhere in a project of sounds loses no example that was counted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.small import parts, take_id
from tests.project.sounds import RATE, SHORT, bursts, check, create, flac, record, send, state
from tests.project.test_crash import Crash, dying
from understudy.project.store import Project

SOUND = bursts(0.5, 1.5, 2.5, seconds=4)
FILE = flac(0.5)


@pytest.fixture(autouse=True)
def _nothing_is_waited_for(monkeypatch) -> None:
    """What a program wrote is there after it died, whether or not it reached the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture(scope="module")
def taught(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("taught") / "project"
    with create(folder) as project:
        clap, knock = project.add_class("clap"), project.add_class("knock")
        record(project, clap.id, take_id(1), SOUND)
        record(project, knock.id, take_id(2), bursts(1, seed=1))
        home = project.recording(take_id(1)).parent
    (home / "by hand.flac").write_bytes(flac(0.3, 1.2, seed=2))
    with Project.open(folder) as project:
        project.trim_take(take_id(1), 0, 3)
        project.delete_examples([project.examples()[0].id])
        record(project, clap.id, take_id(3), bursts(1, seed=3))
        project.undo()
    return folder


def begin(project: Project) -> None:
    project.begin_take(take_id(9), project.classes[0].id, "microphone", RATE)


def add(project: Project) -> None:
    begin(project)
    send(project, take_id(9), SOUND, block=16_000)


def whole(project: Project) -> None:
    add(project)
    project.end_take(take_id(9))


def go_on(project: Project) -> None:
    project.begin_take(take_id(2), project.classes[1].id, "microphone", RATE)
    longer = bursts(1, 3, seconds=4, seed=1)
    send(project, take_id(2), longer, block=16_000, first=16_000)
    project.end_take(take_id(2))


OPERATIONS = {
    "record": whole,
    "delete a class": lambda p: p.delete_class(p.classes[0].id),
    "delete an example": lambda p: p.delete_examples([p.examples()[0].id]),
    "delete examples": lambda p: p.delete_examples([one.id for one in p.examples()[1:]]),
    "delete a take": lambda p: p.delete_take(take_id(1)),
    "trim": lambda p: p.trim_take(take_id(1), 1, 2),
    "move": lambda p: p.move_examples([p.examples()[0].id], p.classes[1].id),
    "role": lambda p: p.change_class(p.classes[0].id, role="background"),
    "cut": lambda p: p.set_backbone("sound-short", SHORT),
    "undo": lambda p: p.undo(),
    "redo": lambda p: p.redo(),
    "file": lambda p: p.add_recording(p.classes[0].id, FILE, "x.flac"),
    "empty the trash": lambda p: p.empty_trash(),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_crash_at_any_step(name: str, taught: Path, tmp_path: Path, monkeypatch) -> None:
    operation = OPERATIONS[name]
    with Project.open(shutil.copytree(taught, tmp_path / "whole")) as project:
        allowed = [state(project)]
        operation(project)
        allowed.append(state(project))
    assert name == "empty the trash" or allowed[0] != allowed[1]
    if name == "record":  # what was sent is there, also where the end was not reached
        for samples in (SOUND[:16_000], SOUND):
            with Project.open(shutil.copytree(taught, tmp_path / str(len(samples)))) as project:
                record(project, project.classes[0].id, take_id(9), samples)
                allowed.append(state(project))
    for step in crashes(operation, taught, tmp_path, monkeypatch):
        with Project.open(tmp_path / str(step)) as again:
            assert state(again) in allowed, step
            check(again)
            assert not parts(again.folder), step
            again.add_class("and it goes on")
            assert again.undo() == "Added the class and it goes on"
            assert state(again) in allowed


def crashes(operation, taught: Path, tmp_path: Path, monkeypatch):
    """Yield after every crash there can be."""
    step, crashed = 0, True
    while crashed:
        project = Project.open(shutil.copytree(taught, tmp_path / f"{step}"))
        with monkeypatch.context() as patch:
            dying(patch, step)
            try:
                operation(project)
                crashed = False
            except Crash:
                pass
        project._core._file_lock.release()
        yield step
        step += 1
    assert step > 1


@pytest.mark.parametrize("ending", [False, True])
def test_what_was_counted_stays(ending: bool, taught: Path, tmp_path: Path, monkeypatch) -> None:
    said: list[int] = []

    def recording(project: Project) -> None:
        said.clear()
        begin(project)
        for start in range(0, len(SOUND), 4000):
            data = SOUND[start : start + 4000].astype("<i2").tobytes()
            said.append(project.add_sound(take_id(9), start, data))
        if ending:
            project.end_take(take_id(9))

    for _ in crashes(recording, taught, tmp_path, monkeypatch):
        counted = said[-1] if said else 0
        newest = max((p for p in tmp_path.iterdir()), key=lambda p: int(p.name))
        with Project.open(newest) as again:
            assert again.take_count(take_id(9)) >= counted
            check(again)
    assert said[-1] > 0


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
            assert again.undo() == "Recorded 3 examples of clap"
        step += 1
    assert step > 5


RECORD_FOR_EVER = """
import itertools, sys
from tests.project.sounds import RATE, bursts
from understudy.project.store import Project
with Project.open(sys.argv[1]) as project:
    take = sys.argv[2]
    project.begin_take(take, project.classes[0].id, "microphone", RATE)
    for second in itertools.count():
        data = bursts(0.5, seconds=1, seed=second).astype("<i2").tobytes()
        print(project.add_sound(take, second * RATE, data), flush=True)
"""


def test_what_was_counted_is_on_disk_after_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    with create(folder) as project:
        project.add_class("clap")
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root / "src"), str(root)])
    for kill in (1, 5, 30):
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
        lines += recorder.stdout.read().split("\n")[:-1]
        recorder.wait()
        with Project.open(folder) as project:
            check(project)
            assert not parts(folder)
            assert project.take_count(take) >= int(lines[-1])
    assert int(lines[-1]) > 0
