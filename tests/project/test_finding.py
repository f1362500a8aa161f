"""Recordings and clips are looked into once for each content, and what was found is kept."""

import json
import logging
import shutil
import time

import numpy as np
import pytest

from tests.project import clips
from tests.project.small import take_id
from tests.project.sounds import bursts, check, create, flac, record, state, wav
from tests.project.test_adding_clips import film
from understudy.errors import DataError
from understudy.media.motion_video import write_motion
from understudy.project import finding
from understudy.project.archive import copy_project
from understudy.project.records import take_from_bytes, take_to_bytes
from understudy.project.store import Project


@pytest.fixture
def folder(tmp_path):
    with create(tmp_path / "project") as project:
        clap = project.add_class("clap")
        record(project, clap.id, take_id(1), bursts(0.5, 1.5))
        home = project.recording(take_id(1)).parent
    (home / "by hand.flac").write_bytes(flac(0.3, 1.2, seed=2))
    return project.folder


@pytest.fixture
def decoded(monkeypatch):
    names, real = [], finding.read_sound
    monkeypatch.setattr(
        finding, "read_sound", lambda path: (names.append(path.name), real(path))[1]
    )
    return names


def opened(folder):
    with Project.open(folder) as project:
        check(project)
        return state(project)


def test_a_file_put_in_by_hand_is_heard_once(folder, decoded) -> None:
    with Project.open(folder) as project:
        [(take, one)] = [pair for pair in project.takes.items() if pair[0] != take_id(1)]
        assert (one.source, one.name, one.rate) == ("recording", "by hand.flac", None)
        assert one.found is not None
        assert (project.take_count(take), project.duration(take)) == (2, 2.0)
        check(project)
    value = json.loads((folder / "takes" / f"{take}.json").read_text("utf-8"))
    assert (value["duration"], len(value["events"])) == (2.0, 2)
    before = opened(folder)
    (folder / "checksums.txt").unlink()
    assert opened(folder) == before
    copy_project(folder, folder.parent / "copy", "Sounds")
    assert opened(folder.parent / "copy") == before
    assert decoded == ["by hand.flac"]


def test_a_recording_of_one_sample_has_a_record_that_can_be_read(folder) -> None:
    [home] = folder.glob("recordings/*")
    (home / "one.wav").write_bytes(wav(np.array([9000], np.int16)))
    with Project.open(folder) as project:
        takes = dict(project.takes)
    for take, one in takes.items():
        assert take_from_bytes(take_to_bytes(one), take, one.apart) == one


def test_a_folder_put_in_by_hand_is_a_class(folder) -> None:
    home = folder / "recordings" / "whistle"
    home.mkdir()
    (home / "1.flac").write_bytes(flac(1))
    with Project.open(folder) as project:
        assert [one.name for one in project.classes] == ["clap", "whistle"]
        assert project.count(project.classes[1].id) == 1


def test_another_content_is_heard_again(folder, decoded) -> None:
    opened(folder)
    [path] = folder.glob("recordings/*/by hand.flac")
    path.write_bytes(flac(0.2, 0.8, 1.5, seed=3))
    with Project.open(folder) as project:
        assert project.count(project.classes[0].id) == 2 + 3
    assert decoded == ["by hand.flac"] * 2


def test_recordings_moved_by_hand_to_another_class_belong_to_it(folder) -> None:
    with Project.open(folder) as project:
        noise = project.add_class("noise", role="background")
    home = folder / "recordings" / f"{noise.id}-noise"
    home.mkdir()
    [path] = folder.glob(f"recordings/*/{take_id(1)}.flac")
    shutil.move(path, home)
    with Project.open(folder) as project:
        assert [project.count(one.id) for one in project.classes] == [2, 3]
        assert take_id(1) not in project.takes
        check(project)


@pytest.mark.parametrize("record", [b"", b"damaged", b"{}"])
def test_a_record_that_is_lost_or_damaged_costs_no_recording(folder, record: bytes) -> None:
    before = opened(folder)
    (folder / "takes" / f"{take_id(1)}.json").write_bytes(record)
    assert opened(folder) == before


def test_what_can_not_be_decoded_has_no_examples_and_is_tried_once(folder, decoded, caplog) -> None:
    [path] = folder.glob("recordings/*/by hand.flac")
    path.write_bytes(b"no sound at all")
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            with Project.open(folder) as project:
                assert project.count(project.classes[0].id) == 2
                assert len(project.takes) == 2
                check(project)
    assert "by hand.flac" in caplog.text
    assert decoded == ["by hand.flac"]


@pytest.fixture
def waved(tmp_path):
    with clips.create(tmp_path / "clips") as project:
        wave = project.add_class("wave")
        clips.record(project, wave.id, take_id(1), clips.WAVE)
        home = project.recording(take_id(1)).parent
    return home


@pytest.mark.parametrize("name", ["a.mp4", "B.MOV", "c.webm", "d.mkv"])
def test_a_video_put_in_by_hand_is_a_clip_where_it_is(waved, monkeypatch, name: str) -> None:
    looked, real = [], finding.read_frames

    def look(path, **how):
        looked.append(path.name)
        return real(path, **how)

    monkeypatch.setattr(finding, "read_frames", look)
    path = film(waved / name)
    content = path.read_bytes()
    for _ in range(2):
        with Project.open(waved.parents[1]) as project:
            [(take, one)] = [pair for pair in project.takes.items() if pair[0] != take_id(1)]
            assert (one.source, one.name, project.recording(take)) == ("video", name, path)
            assert (project.take_count(take), project.duration(take)) == (1, 2.0)
            check(project)
    assert (looked, path.read_bytes()) == ([name], content)
    with Project.open(waved.parents[1]) as project:
        with pytest.raises(DataError, match=f"is a file, {name}"):
            project.begin_take(take, one.class_id, "camera")
        project.trim_take(take, 1, 2)
        assert [each.centre for each in project.examples() if each.take == take] == [1.5]
        project.delete_take(take)
        assert project.undo() == "Deleted a clip of wave"
        check(project)


def test_videos_that_are_no_clips_have_no_examples_and_the_others_are_used(waved, caplog) -> None:
    bad = {
        "one.mp4": film(waved / "one.mp4", [0]),
        "short.mkv": film(waved / "short.mkv", [0, 100]),
        "long.mp4": film(waved / "long.mp4", [0, 100, 301_000]),
        "no video.mov": waved / "no video.mov",
        "half.mp4": film(waved / "half.mp4"),
    }
    bad["no video.mov"].write_bytes(b"no video at all")
    bad["half.mp4"].write_bytes(bad["half.mp4"].read_bytes()[:-400])  # its index is at its end
    film(waved / "good.mkv")
    with caplog.at_level(logging.WARNING), Project.open(waved.parents[1]) as project:
        assert project.count(project.classes[0].id) == 2
        assert len(project.takes) == 2 + len(bad)
        check(project)
    for name in bad:
        assert name in caplog.text


def test_a_folder_of_videos_put_in_by_hand_is_a_class(waved) -> None:
    home = waved.parent / "jump"
    home.mkdir()
    film(home / "1.mp4")
    with Project.open(waved.parents[1]) as project:
        assert [(one.name, project.count(one.id)) for one in project.classes] == [
            ("wave", 1),
            ("jump", 1),
        ]


def test_movement_is_found_fast(tmp_path) -> None:
    """It is done when the button is let go: a clip of a camera as it comes from the page."""
    size = 640, 480
    frames = clips.moving((0.4, 1.0), fps=30, size=size)
    write_motion(tmp_path / "x.mkv", frames)
    start = time.process_time()
    found = finding.movement_in(tmp_path / "x.mkv", "")
    assert time.process_time() - start < 1.0  # some 0.05 s, on a machine that does nothing else
    assert (found.duration, len(found.stretches)) == (1.5, 1)
