"""Recordings are heard once for each content, and what was found is kept."""

import json
import logging
import shutil

import numpy as np
import pytest

from tests.project.small import take_id
from tests.project.sounds import bursts, check, create, flac, record, state, wav
from understudy.project import hearing
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
    names, real = [], hearing.read_sound
    monkeypatch.setattr(
        hearing, "read_sound", lambda path: (names.append(path.name), real(path))[1]
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
        assert one.heard is not None
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
