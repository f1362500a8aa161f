import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.taught import draw, tiny_backbone, write_photos, write_video
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.errors import DataError
from understudy.media.image import encode_jpeg
from understudy.project.cache import FeatureCache
from understudy.project.store import Project
from understudy.training.examples import ExampleSet, embed, gather


class Counting(OnnxBackbone):
    """Counts the pictures it is asked about."""

    def __init__(self) -> None:
        base = tiny_backbone()
        super().__init__(base.name, base.network, base.blocks)
        self.asked = 0
        self._lock = threading.Lock()

    def features(self, image, **options):  # type: ignore[no-untyped-def]
        with self._lock:
            self.asked += 1
        return super().features(image, **options)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return write_photos(tmp_path / "photos", count=3)


@pytest.fixture
def cache(tmp_path: Path) -> FeatureCache:
    return FeatureCache(tmp_path / "features.sqlite")


def equal(one: ExampleSet, other: ExampleSet) -> bool:
    columns = ("labels", "names", "inputs", "seconds", "taken_at", "checksums", "failed")
    return np.array_equal(one.features, other.features) and all(
        getattr(one, name) == getattr(other, name) for name in columns
    )


def test_a_folder_gives_its_files_with_label_and_take(photos: Path) -> None:
    (photos / "box" / "evening").mkdir()
    shutil.move(photos / "box" / "2.png", photos / "box" / "evening" / "2.png")
    (photos / "box" / "notes.txt").write_text("x", encoding="utf-8")
    given = gather(photos)
    assert [(one.label, one.path, one.take) for one in given.inputs[:3]] == [
        ("box", photos / "box" / "0.png", None),
        ("box", photos / "box" / "1.png", None),
        ("box", photos / "box" / "evening" / "2.png", "evening"),
    ]
    assert given.skipped == [(str(photos / "box" / "notes.txt"), "not a picture or video")]


def test_a_mapping_gives_paths_and_pictures(photos: Path) -> None:
    several = [photos / "box" / "0.png", draw("box", 1), Image.fromarray(draw("box", 2))]
    inputs = gather({"box": several, "disc": str(photos / "disc" / "0.png"), 7: []}).inputs
    assert [one.label for one in inputs] == ["box", "box", "box", "disc"]
    assert [one.name for one in inputs[1:3]] == ["box, picture 2", "box, picture 3"]
    assert inputs[1].path is None
    shown = embed(inputs, tiny_backbone())
    assert shown.labels == ["box", "box", "box", "disc"]
    assert shown.checksums[1:3] == [None, None]


@pytest.mark.parametrize("wrong", [5, ["a.jpg"], None])
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(DataError, match="a folder or a mapping"):
        gather(wrong)


def test_groups_go_with_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="goes with a folder"):
        gather({"a": []}, tmp_path / "groups.csv")


def test_labels_of_a_mapping_are_text_that_can_be_stored() -> None:
    (one,) = gather({"e\u0301\udcff": [draw("box", 0)]}).inputs
    assert one.label == "\u00e9\\udcff"


def test_rows_are_in_order_whatever_the_workers(photos: Path) -> None:
    inputs = gather(photos).inputs
    one = embed(inputs, tiny_backbone(), workers=1)
    assert equal(one, embed(inputs, tiny_backbone(), workers=4))
    assert one.features.shape == (6, 3)
    assert dict(one.features.blocks) == {"colour": slice(0, 3)}
    assert one.seconds == [None] * 6
    expected = tiny_backbone().embed([photos / "box" / "1.png"])[0]
    assert np.array_equal(one.features[1], expected)


def test_what_can_not_be_read_is_left_out_with_its_reason(photos: Path) -> None:
    (photos / "box" / "1.png").write_text("dear diary", encoding="utf-8")
    inputs = [*gather(photos).inputs, *gather({"box": [np.zeros((2, 2))]}).inputs]
    shown = embed(inputs, tiny_backbone())
    assert len(shown.labels) == 5
    (file, reason), (array, other) = shown.failed
    assert file in reason
    assert "is not a picture" in reason
    assert array == "box, picture 1"
    assert other.startswith("box, picture 1: A picture given as an array")


def test_progress_counts_files_even_those_that_fail(photos: Path) -> None:
    (photos / "box" / "1.png").write_bytes(b"")
    seen: list[tuple[int, int]] = []
    embed(gather(photos).inputs, tiny_backbone(), progress=lambda *now: seen.append(now))
    assert seen == [(done, 6) for done in range(1, 7)]


def test_the_second_time_nothing_is_computed(photos: Path, cache: FeatureCache) -> None:
    write_video(photos / "box" / "clip.mp4", "box", frames=5)
    inputs, backbone = gather(photos).inputs, Counting()
    first = embed(inputs, backbone, cache=cache)
    assert backbone.asked == 11
    assert equal(first, embed(inputs, backbone, cache=cache))
    assert backbone.asked == 11
    assert first.features.shape == (11, 3)
    clip = [name for name in first.names if "clip" in name]
    assert clip[1] == f"{photos / 'box' / 'clip.mp4'} @ 0.2 s"
    assert [s for s in first.seconds if s is not None] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])


def test_a_moved_file_is_known_and_a_changed_one_is_not(photos: Path, cache: FeatureCache) -> None:
    backbone = Counting()
    embed(gather(photos).inputs, backbone, cache=cache)
    (photos / "box" / "0.png").rename(photos / "disc" / "9.png")
    Image.fromarray(draw("cross", 0)).save(photos / "box" / "1.png")
    embed(gather(photos).inputs, backbone, cache=cache)
    assert backbone.asked == 6 + 1


def test_an_interrupted_run_goes_on(photos: Path, cache: FeatureCache) -> None:
    inputs, backbone = gather(photos).inputs, Counting()

    def stop(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        embed(inputs, backbone, cache=cache, progress=stop, workers=1)
    assert set(threading.enumerate()) <= before
    again = Counting()
    assert len(embed(inputs, again, cache=cache).labels) == 6
    assert again.asked == 2


def test_videos_are_sampled_and_a_broken_one_left_out(tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.avi", "disc", frames=20, fps=10)
    bad = tmp_path / "bad.mov"
    bad.write_bytes(b"dear diary")
    shown = embed(gather({"disc": [clip, bad]}).inputs, tiny_backbone())
    assert len(shown.labels) == 10  # two seconds at 5 frames a second
    assert [name for name, _ in shown.failed] == [str(bad)]


def test_nothing_at_all_is_no_error_here() -> None:
    shown = embed([], tiny_backbone())
    assert shown.features.shape == (0, 3)
    assert shown.labels == []


def test_a_mapping_may_state_takes() -> None:
    given = gather({"box": {"monday": ["1.png", "2.png"], "tuesday": ["3.png"]}, "disc": ["4.png"]})
    assert [(one.label, one.take) for one in given.inputs] == [
        ("box", "monday"), ("box", "monday"), ("box", "tuesday"), ("disc", None)
    ]  # fmt: skip


def test_a_project_of_the_studio_keeps_its_takes_and_names(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p", "Shapes") as project:
        for number, label in enumerate(("box", "disc")):
            new = project.add_class(label, role="background" if label == "disc" else "class")
            project.begin_take(f"{number:016d}", new.id, "camera")
            for frame in range(3):
                project.add_frame(f"{number:016d}", frame, encode_jpeg(draw(label, frame)))
            project.change_class(new.id, name=f"a {label}")
    for source in (tmp_path / "p", tmp_path / "p" / "examples"):
        given = gather(source)
        assert {(one.label, one.take) for one in given.inputs} == {
            ("a box", "0" * 16),
            ("a disc", "0" * 15 + "1"),
        }
        assert given.background == ["a disc"]
    with pytest.raises(DataError, match="leave the groups file out"):
        gather(tmp_path / "p", groups=tmp_path / "groups.csv")
    with Project.create(tmp_path / "empty", "Empty"), pytest.raises(DataError, match="no examples"):
        gather(tmp_path / "empty")
