"""Sounds as they come in."""

import os

import numpy as np
import pytest

from tests.project.small import jpeg, take_id
from tests.project.sounds import RATE, bursts, check, create, record, send, state, wav
from understudy.errors import DataError
from understudy.media.flac import to_pcm
from understudy.media.part import Part
from understudy.media.sound import read_part, read_sound
from understudy.project import sound_takes
from understudy.project.store import Project

TAKE = take_id(1)
SOUND = bursts(0.5, 1.5, 2.5, seconds=4)
PICTURE = jpeg()


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def clap(project):
    return project.add_class("clap")


def test_a_recording_is_what_came_and_its_examples_are_at_its_sounds(project, clap) -> None:
    changes = []
    project.subscribe(changes.append)
    said = record(project, clap.id, TAKE, SOUND)
    path = project.recording(TAKE)
    assert path.name == f"{TAKE}.flac"
    kept = read_sound(path)
    assert kept.rate == RATE
    assert np.array_equal(to_pcm(kept.samples), SOUND)
    examples = project.examples()
    assert [one.centre for one in examples] == pytest.approx([0.6, 1.6, 2.6], abs=0.05)
    assert [one.id for one in examples] == [f"{TAKE}-{one.number}" for one in examples]
    assert examples[0].source == Part(path, examples[0].centre)
    assert len(read_part(examples[0].source, 1.0, 16_000)) == 16_000
    assert (project.duration(TAKE), len(project.stretches(TAKE))) == (4.0, 3)
    assert project.trim(TAKE) is None
    assert said == sorted(said)
    assert 1 <= said[-1] <= 3
    assert changes[-1].added == tuple(examples)
    assert project.next_undo == "Recorded 3 examples of clap"
    assert not list(path.parent.glob("*.pcm"))
    check(project)


def test_what_is_counted_is_counted_of_the_class_too(project, clap) -> None:
    record(project, clap.id, take_id(2), SOUND)
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    said = send(project, TAKE, SOUND)
    assert project.take_count(TAKE) == said[-1] > 0
    assert project.count(clap.id) == 3 + said[-1]
    assert not project.takes[TAKE].ended
    assert {one.take for one in project.examples()} == {take_id(2)}
    with pytest.raises(DataError, match="has not ended"):
        project.recording(TAKE)
    project.end_take(TAKE)
    assert project.count(clap.id) == 6


def test_saying_anything_again_changes_nothing(project, clap) -> None:
    for _ in range(2):
        project.begin_take(TAKE, clap.id, "microphone", RATE)
        send(project, TAKE, SOUND)
        send(project, TAKE, SOUND, block=1111)
    for _ in range(2):
        project.end_take(TAKE)
    assert np.array_equal(to_pcm(read_sound(project.recording(TAKE)).samples), SOUND)
    check(project)


def test_a_gap_is_refused_and_said(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    project.add_sound(TAKE, 0, bytes(2000))
    with pytest.raises(DataError, match=r"has 1000 samples, .* from sample 1001 on\. Send it"):
        project.add_sound(TAKE, 1001, bytes(20))
    project.add_sound(TAKE, 900, bytes(2000))
    project.end_take(TAKE)
    assert project.duration(TAKE) == 1900 / RATE


@pytest.mark.parametrize(("position", "size"), [(-1, 2), (2**32, 2), (0, 3)])
def test_what_is_no_sound_is_refused(project, clap, position: int, size: int) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    with pytest.raises(DataError, match="expected samples of two bytes"):
        project.add_sound(TAKE, position, bytes(size))


@pytest.mark.parametrize("rate", [None, 100, 200_000, 44_100.5])
def test_a_rate_that_no_microphone_has(project, clap, rate) -> None:
    with pytest.raises(DataError, match="samples a second"):
        project.begin_take(TAKE, clap.id, "microphone", rate)


def test_a_take_has_one_rate(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    with pytest.raises(DataError, match="8000 samples a second, and now 16000 came"):
        project.begin_take(TAKE, clap.id, "microphone", 16_000)


def test_sound_needs_a_take_that_has_begun(project, clap) -> None:
    with pytest.raises(DataError, match="Begin it first"):
        project.add_sound(TAKE, 0, b"")
    record(project, clap.id, TAKE, SOUND)
    with pytest.raises(DataError, match="Begin it first"):
        project.add_sound(TAKE, 0, b"")


def test_a_recording_has_an_end(project, clap, monkeypatch) -> None:
    monkeypatch.setattr(sound_takes, "MAX_SECONDS", 60)
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    project.add_sound(TAKE, 0, bytes(2 * 60 * RATE))
    with pytest.raises(DataError, match="1 minutes long"):
        project.add_sound(TAKE, 60 * RATE, bytes(2))
    project.end_take(TAKE)
    assert project.duration(TAKE) == 60


def test_nothing_that_came_is_no_recording(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    project.add_sound(TAKE, 0, b"")
    project.end_take(TAKE)
    assert not project.takes
    assert project.next_undo == "Added the class clap"
    check(project)


def test_silence_is_a_recording_without_examples(project, clap) -> None:
    record(project, clap.id, TAKE, np.zeros(RATE, np.int16))
    assert (project.take_count(TAKE), list(project.takes)) == (0, [TAKE])
    assert project.next_undo == "Recorded a take of clap"
    check(project)
    project.delete_take(TAKE)
    assert not project.takes
    assert project.undo() == "Deleted a recording of clap"
    assert list(project.takes) == [TAKE]


def test_a_noise_is_cut_everywhere(project) -> None:
    noise = project.add_class("noise", role="background")
    said = record(project, noise.id, TAKE, bursts(seconds=4))
    assert said[-1] == project.take_count(TAKE) == 7  # windows of 1 s every 0.5 s of 4 s


def test_a_class_renamed_while_it_is_recorded(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND[:8000])
    project.change_class(clap.id, name="bang")
    send(project, TAKE, SOUND, first=8000)
    project.end_take(TAKE)
    assert project.take_count(TAKE) == 3
    check(project)


def test_a_class_deleted_while_it_is_recorded_takes_the_sound_along(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND)
    project.delete_class(clap.id)
    with pytest.raises(DataError, match="Begin it first"):
        send(project, TAKE, SOUND)
    check(project)
    project.undo()
    assert project.count(clap.id) == 3
    check(project)


def test_undoing_a_class_that_is_recorded_takes_the_recording_back_first(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND)
    assert project.undo() == "Recorded 3 examples of clap"
    assert not project.takes
    assert project.undo() == "Added the class clap"
    project.redo()
    project.redo()
    assert project.count(clap.id) == 3
    check(project)


def test_a_class_is_not_deleted_again_while_it_is_recorded(project, clap) -> None:
    project.delete_class(clap.id)
    project.undo()
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND)
    assert project.redo() is None
    assert project.count(clap.id) == 3
    check(project)


def test_closing_ends_what_is_being_recorded(project, clap) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND)
    project.close()
    project.close()
    assert not list(project.folder.glob("recordings/*/*.pcm"))
    with Project.open(project.folder) as again:
        assert again.take_count(TAKE) == 3


def test_sound_is_on_disk_before_it_is_counted(project, clap, monkeypatch) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    project.add_sound(TAKE, 0, SOUND[:100].tobytes())
    sizes, real = [], os.fsync
    path = project._core.holds[TAKE].path
    monkeypatch.setattr(os, "fsync", lambda n: (sizes.append(path.stat().st_size), real(n)))
    project.add_sound(TAKE, 100, SOUND[100:300].tobytes())
    assert sizes == [600]


def test_pictures_and_sounds_have_projects_of_their_own(project, clap, tmp_path) -> None:
    for call in (
        lambda: project.add_frame(TAKE, 0, PICTURE),
        lambda: project.add_photo(clap.id, PICTURE, "x.jpg"),
    ):
        with pytest.raises(DataError, match="This project is of sounds, and that is a picture"):
            call()
    with Project.create(tmp_path / "pictures", "Hands") as pictures:
        assert (pictures.kind, pictures.cut) == ("picture", None)
        rock = pictures.add_class("rock")
        for call in (
            lambda: pictures.add_sound(TAKE, 0, b""),
            lambda: pictures.add_recording(rock.id, wav(SOUND), "x.wav"),
        ):
            with pytest.raises(DataError, match="This project is of pictures, and that is a sound"):
                call()
        for call in (
            lambda: pictures.trim_take(TAKE, 0, 1),
            lambda: pictures.set_backbone("sound", project.cut),
        ):
            with pytest.raises(DataError, match="of pictures, which have no parts"):
                call()
    assert state(project)[0] == "Sounds"
