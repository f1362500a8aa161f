"""Clips as they come in."""

import math
import os

import pytest

from tests.project.clips import ACTIONS, CLOCK, STILL, WAVE, WAVES, create, jpeg, record, send
from tests.project.small import picture, take_id
from tests.project.sounds import check
from understudy.errors import DataError, MediaError
from understudy.media.motion_video import jpeg_size, read_jpegs
from understudy.media.part import Part
from understudy.media.video import read_frames
from understudy.project import clip_takes
from understudy.project.finding import movement_in
from understudy.project.store import Project

TAKE = take_id(1)


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def wave(project):
    return project.add_class("wave")


def kept(project: Project, take: str = TAKE) -> list[tuple[int, bytes]]:
    return list(read_jpegs(project.recording(take)))


def test_a_clip_is_the_frames_that_came(project, wave) -> None:
    changes = []
    project.subscribe(changes.append)
    said = record(project, wave.id, TAKE, WAVE)
    path = project.recording(TAKE)
    assert (path.name, path.parent.parent.name) == (f"{TAKE}.mkv", "clips")
    assert kept(project) == WAVE
    times = [round(seconds * 1000) for seconds, _ in read_frames(path)]
    assert times == [time - CLOCK for time, _ in WAVE]
    [one] = project.examples()
    assert (one.id, one.source) == (f"{TAKE}-{one.number}", Part(path, one.centre))
    assert one.centre == 0.75  # there the window just lies in the clip
    assert (project.duration(TAKE), project.trim(TAKE)) == (1.5, None)
    [(start, end)] = project.stretches(TAKE)
    assert (start, end) == (pytest.approx(0.4, abs=0.11), pytest.approx(1.0, abs=0.11))
    assert (said[0], said[-1]) == (0, 1)
    assert said == sorted(said)
    assert changes[-1].added == (one,)
    assert project.next_undo == "Recorded a clip of wave"
    assert project.takes[TAKE].source == "camera"
    assert not list(path.parent.glob("*.frames"))
    check(project)


def test_of_a_long_one_every_movement_is_an_example(project, wave) -> None:
    assert record(project, wave.id, TAKE, WAVES)[-1] == 2
    first, second = (one.centre for one in project.examples())
    assert (first, second) == (pytest.approx(1.5, abs=0.1), pytest.approx(5.5, abs=0.1))
    check(project)


def test_a_background_class_is_cut_everywhere(project) -> None:
    other = project.add_class("other", role="background")
    said = record(project, other.id, TAKE, STILL)
    assert said[-1] == project.take_count(TAKE) == 4  # windows of 1.5 s every 0.75 s of 4 s
    assert said == sorted(said)
    check(project)


def test_what_is_counted_is_counted_of_the_class_too(project, wave) -> None:
    record(project, wave.id, take_id(2), WAVE)
    project.begin_take(TAKE, wave.id, "camera", 15)
    assert send(project, TAKE, WAVE)[-1] == project.take_count(TAKE) == 1
    assert (project.count(wave.id), project.frame_count(TAKE)) == (2, len(WAVE))
    assert not project.takes[TAKE].ended
    with pytest.raises(DataError, match=r"no clip .* has not ended"):
        project.recording(TAKE)
    project.end_take(TAKE)
    assert (project.count(wave.id), project.frame_count(TAKE)) == (2, 0)


def test_saying_anything_again_changes_nothing(project, wave) -> None:
    for _ in range(2):
        project.begin_take(TAKE, wave.id, "camera")
        for _ in range(2):
            send(project, TAKE, WAVE)
    for _ in range(2):
        project.end_take(TAKE)
    assert kept(project) == WAVE
    check(project)


def test_a_gap_is_refused_and_said(project, wave) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE[:5])
    with pytest.raises(DataError, match=r"has 5 frames, and frame 7 came\. Send it from 5 on"):
        project.add_clip_frame(TAKE, 7, *WAVE[7])
    send(project, TAKE, WAVE)
    project.end_take(TAKE)
    assert kept(project) == WAVE


def test_times_rise(project, wave) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    for number, time in enumerate((-500.4, -450.2, 1.5)):  # any clock, and parts of a millisecond
        project.add_clip_frame(TAKE, number, time, jpeg(number))
    for time in (1.9, 2, -450):
        with pytest.raises(DataError, match=r"^Frame 3 came with the time .* has 2 ms; times must"):
            project.add_clip_frame(TAKE, 3, time, jpeg(3))
    project.end_take(TAKE)
    assert [time for time, _ in kept(project)] == [-500, -450, 2]


def test_movement_is_found_as_the_clip_comes_in(project, wave, monkeypatch) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    said = send(project, TAKE, WAVES)
    assert said[-1] == 2
    monkeypatch.setattr(clip_takes, "read_image", None)  # there is nothing left to decode
    project.end_take(TAKE)
    assert project.take_count(TAKE) == 2
    by_file = movement_in(project.recording(TAKE), "")
    assert by_file.stretches == tuple(project.stretches(TAKE))
    assert by_file.duration == project.duration(TAKE)


@pytest.mark.parametrize("time", [math.nan, math.inf, 1e300])
def test_a_time_that_no_clock_shows(project, wave, time: float) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    with pytest.raises(DataError, match="expected that of a clock"):
        project.add_clip_frame(TAKE, 0, time, jpeg(0))


@pytest.mark.parametrize("data", [b"", b"no picture", picture(format="PNG"), jpeg(0)[:-300]])
def test_what_is_no_jpeg_is_refused(project, wave, data: bytes) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    with pytest.raises(MediaError):
        project.add_clip_frame(TAKE, 0, 0, data)
    with pytest.raises(DataError, match="the number -1"):
        project.add_clip_frame(TAKE, -1, 0, jpeg(0))
    assert project.frame_count(TAKE) == 0


def test_a_camera_that_is_turned_while_it_records(project, wave) -> None:
    turned = [(time, jpeg(3, (72, 96))) for time, _ in WAVE[10:]]
    record(project, wave.id, TAKE, WAVE[:10] + turned)
    assert {jpeg_size(data) for _, data in kept(project)} == {(96, 72)}
    assert len(kept(project)) == len(WAVE)
    assert kept(project)[:10] == WAVE[:10]


def test_frames_need_a_take_that_has_begun(project, wave) -> None:
    with pytest.raises(DataError, match="Begin it first"):
        send(project, TAKE, WAVE)
    record(project, wave.id, TAKE, WAVE)
    with pytest.raises(DataError, match="Begin it first"):
        send(project, TAKE, WAVE)


def test_a_clip_has_an_end(project, wave) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    last = CLOCK + 1000 * clip_takes.MAX_SECONDS
    send(project, TAKE, [*WAVE, (last - 100, jpeg(0))])
    with pytest.raises(DataError, match=r"2 minutes long, and this one is\. End it"):
        project.add_clip_frame(TAKE, len(WAVE) + 1, last + 1, jpeg(0))
    project.end_take(TAKE)
    assert project.duration(TAKE) == clip_takes.MAX_SECONDS


@pytest.mark.parametrize("frames", [[], WAVE[:1], WAVE[:4]])
def test_what_is_too_short_is_not_kept(project, wave, frames) -> None:
    changes = []
    project.begin_take(TAKE, wave.id, "camera")
    assert not any(send(project, TAKE, frames))
    project.subscribe(changes.append)
    project.end_take(TAKE)
    assert (project.takes, project.take_count(TAKE), project.count(wave.id)) == ({}, 0, 0)
    assert project.next_undo == "Added the class wave"
    assert len(changes) == 1
    check(project)
    record(project, wave.id, TAKE, WAVE)
    assert project.count(wave.id) == 1


def test_what_was_taken_away_while_it_came_in_is_not_kept(project, wave) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE)
    project._core.holds[TAKE].path.unlink()
    project.end_take(TAKE)
    assert not project.takes
    check(project)


def test_the_shortest_that_is_kept(project, wave) -> None:
    record(project, wave.id, TAKE, WAVE[:5])
    assert (project.duration(TAKE), project.count(wave.id)) == (0.3, 1)
    assert project.examples()[0].centre == 0.15
    check(project)


def test_a_take_that_has_ended_goes_on_and_is_one_change(project, wave) -> None:
    record(project, wave.id, TAKE, WAVE[:20])
    started = project.takes[TAKE].started
    project.begin_take(TAKE, wave.id, "camera")
    assert (project.frame_count(TAKE), project.take_count(TAKE)) == (20, 1)
    send(project, TAKE, WAVE, first=20)
    project.end_take(TAKE)
    assert kept(project) == WAVE
    assert project.takes[TAKE].started == started
    check(project)
    project.undo()
    assert not project.takes
    project.redo()
    assert project.take_count(TAKE) == 1


def test_closing_ends_what_is_being_recorded(project, wave) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE)
    project.close()
    assert not list(project.folder.glob("clips/*/*.frames"))
    with Project.open(project.folder) as again:
        assert again.take_count(TAKE) == 1


def test_a_class_deleted_while_it_is_recorded_takes_the_clip_along(project, wave) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE)
    project.delete_class(wave.id)
    with pytest.raises(DataError, match="Begin it first"):
        send(project, TAKE, WAVE)
    check(project)
    project.undo()
    assert project.count(wave.id) == 1
    check(project)


def test_a_frame_is_on_disk_before_it_is_counted(project, wave, monkeypatch) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE[:3])
    sizes, real = [], os.fsync
    path = project._core.holds[TAKE].path
    before = path.stat().st_size
    monkeypatch.setattr(os, "fsync", lambda n: (sizes.append(path.stat().st_size), real(n)))
    project.add_clip_frame(TAKE, 3, *WAVE[3])
    assert sizes == [before + 16 + len(WAVE[3][1])]


def test_each_kind_has_projects_of_its_own(project, wave, tmp_path) -> None:
    assert (project.kind, project.cut) == ("clip", ACTIONS)
    for call, kind in (
        (lambda: project.add_frame(TAKE, 0, jpeg(0)), "picture"),
        (lambda: project.add_photo(wave.id, jpeg(0), "x.jpg"), "picture"),
        (lambda: project.add_video(wave.id, tmp_path, "x.mp4"), "picture"),
        (lambda: project.add_sound(TAKE, 0, b""), "sound"),
        (lambda: project.add_recording(wave.id, b"", "x.wav"), "sound"),
    ):
        with pytest.raises(DataError, match=f"This project is of clips, and that is a {kind}"):
            call()
    with Project.create(tmp_path / "pictures", "Hands") as pictures:
        rock = pictures.add_class("rock")
        for call in (
            lambda: pictures.add_clip_frame(TAKE, 0, 0, jpeg(0)),
            lambda: pictures.add_clip(rock.id, tmp_path, "x.mp4"),
        ):
            with pytest.raises(DataError, match="This project is of pictures, and that is a clip"):
                call()
