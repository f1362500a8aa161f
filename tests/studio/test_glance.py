from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.studio.acting import write_clip
from tests.studio.sounding import RATE, pcm, sound
from tests.taught import draw
from understudy.errors import DataError
from understudy.media.image import encode_jpeg
from understudy.project.layout import derived_take, example_id
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.project.summary import summary
from understudy.studio.glance import Shown, find


def test_every_example_is_found_by_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "animals"
    with Project.create(folder, "Animals") as project:
        classes = [project.add_class(name).id for name in ("cat", "dog")]
        for number, class_id in enumerate(classes):
            take = f"take{number:012d}"
            project.begin_take(take, class_id, "camera")
            for frame in range(3):
                project.add_frame(take, frame, encode_jpeg(draw("box", frame)))
        cats = project.examples()[0].path.parent
    # By hand: a photo, and a frame of a dog among the cats.
    (cats / "mine.jpg").write_bytes(encode_jpeg(draw("box", 9)))
    (cats / "take000000000001-00002.jpg").write_bytes(encode_jpeg(draw("box", 9)))
    with Project.open(folder) as project:
        examples = project.examples()
        assert len(examples) == 8
        for example in examples:
            assert find(folder, example.id) == Shown(example.path)
    assert find(folder, "take000000000000-9") is None
    assert find(folder, "../../take000000000000-0") is None


def test_a_sound_is_found_with_the_part_of_its_recording(tmp_path: Path) -> None:
    folder = tmp_path / "sounds"
    with Project.create(folder, "Sounds", "sound", Cut(0.5, 0.25)) as project:
        low = project.add_class("low").id
        project.begin_take("take000000000001", low, "microphone", RATE)
        project.add_sound("take000000000001", 0, pcm(sound("low")))
        project.end_take("take000000000001")
        example, *_ = project.examples()
        path = project.recording("take000000000001")
    assert example.centre is not None
    part = (example.centre - 0.25, example.centre + 0.25)
    assert find(folder, example.id) == Shown(path, "sound", part)
    assert find(folder, "take000000000001-0") is None


def test_an_action_is_found_with_the_part_of_its_clip(tmp_path: Path) -> None:
    folder = tmp_path / "moves"
    with Project.create(folder, "Moves", "actions", Cut(1.5, 0.75), "clip") as project:
        left = project.add_class("left").id
        take = project.add_clip(left, write_clip(tmp_path / "a.mkv"), "a.mkv")
        (example,) = project.examples()
        path = project.recording(take.id)
    found = find(folder, example.id)
    assert found is not None
    assert (found.path, found.kind, found.centre) == (path, "clip", pytest.approx(example.centre))
    assert found.part[1] - found.part[0] == 1.5


def test_a_folder_that_is_no_project_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        find(tmp_path, "take000000000000-0")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_only_ordinary_files_are_examples(tmp_path: Path) -> None:
    folder = tmp_path / "animals"
    (tmp_path / "secret.jpg").write_bytes(b"x")
    with Project.create(folder, "Animals") as project:
        cat = project.add_class("cat").id
        cats = project.add_photo(cat, encode_jpeg(draw("box", 0)), "x.jpg").path.parent
    (cats / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    os.mkfifo(cats / "pipe.jpg")
    for name in ("link.jpg", "pipe.jpg"):
        assert find(folder, example_id(derived_take(cat, name), 0)) is None
    assert summary(folder).examples == 1
