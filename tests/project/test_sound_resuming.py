"""Sounds that go on: after they had ended, and after the program died."""

import numpy as np
import pytest

from tests.project.small import take_id
from tests.project.sounds import RATE, bursts, check, create, record, send, wav
from understudy.errors import DataError
from understudy.media.flac import to_pcm
from understudy.media.sound import read_sound
from understudy.project.store import Project

TAKE = take_id(1)
SOUND = bursts(0.5, 1.5, 2.5, seconds=4)


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def clap(project):
    return project.add_class("clap")


def test_a_take_that_has_ended_goes_on_and_is_one_change(project, clap) -> None:
    half = len(SOUND) // 2
    record(project, clap.id, TAKE, SOUND[:half])
    started = project.takes[TAKE].started
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    assert project.take_count(TAKE) == 2  # what there was is not forgotten meanwhile
    send(project, TAKE, SOUND, first=half)
    project.end_take(TAKE)
    assert np.array_equal(to_pcm(read_sound(project.recording(TAKE)).samples), SOUND)
    assert (project.take_count(TAKE), project.takes[TAKE].started) == (3, started)
    check(project)
    project.undo()
    assert not project.takes
    project.redo()
    assert project.take_count(TAKE) == 3


def test_a_take_goes_on_after_the_program_died(project, clap) -> None:
    half = len(SOUND) // 2
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND[:half])
    project._core._file_lock.release()
    with Project.open(project.folder) as again:
        assert again.takes[TAKE].ended
        assert again.take_count(TAKE) == 2
        again.begin_take(TAKE, clap.id, "microphone", RATE)
        send(again, TAKE, SOUND, first=half - 100)
        again.end_take(TAKE)
        assert np.array_equal(to_pcm(read_sound(again.recording(TAKE)).samples), SOUND)


def test_a_file_that_was_added_is_no_take_to_go_on_with(project, clap) -> None:
    taken = project.add_recording(clap.id, wav(SOUND), "a.wav")
    with pytest.raises(DataError, match=r"is a file, a\.wav"):
        project.begin_take(taken.id, clap.id, "microphone", RATE)


def test_a_recording_whose_record_is_lost_is_kept(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", 48_000)
    project.add_sound(TAKE, 0, bytes(9600) + SOUND.tobytes())
    project._core._file_lock.release()
    (project.folder / "takes" / f"{TAKE}.json").unlink()
    with Project.open(project.folder) as again:
        assert again.takes[TAKE].class_id == clap.id
        assert again.duration(TAKE) == pytest.approx((4800 + len(SOUND)) / 48_000, abs=1e-3)


def test_half_a_sample_is_none(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND)
    before = project._core.holds[TAKE].path
    with before.open("ab") as file:
        file.write(b"x")
    project._core._file_lock.release()
    with Project.open(project.folder) as again:
        assert np.array_equal(to_pcm(read_sound(again.recording(TAKE)).samples), SOUND)
