import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.sounds import RATE, Bands, take, write_sounds, write_wav
from tests.taught import draw, tiny_backbone, write_photos, write_video
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.project.cache import FeatureCache
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather


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


def test_recordings_are_read_once_with_the_time_of_each_sound(
    tmp_path: Path, cache: FeatureCache
) -> None:
    root = write_sounds(tmp_path / "sounds", count=2, sounds=3)
    (root / "low" / "bad.wav").write_text("dear diary", encoding="utf-8")
    inputs, backbone = gather(root).inputs, Bands()
    first = embed(inputs, backbone, cache=cache)
    assert (first.medium, first.features.shape) == ("sound", (12, 4))
    assert first.labels == ["high"] * 6 + ["low"] * 6
    assert first.names[1].startswith(f"{root / 'high' / '0.wav'} @ 1.")
    assert first.names[1].endswith(" s")
    assert "bad.wav is not a sound" in first.failed[0][1]
    asked = backbone.asked
    assert equal(first, embed(inputs, backbone, cache=cache))
    assert backbone.asked == asked == 12


def test_another_cut_is_another_key(tmp_path: Path, cache: FeatureCache) -> None:
    inputs = gather(write_sounds(tmp_path / "sounds", count=1)).inputs
    short = Bands(0.1)
    short.step = 0.02
    counts = [
        len(embed(inputs, backbone, cache=cache, background=background).labels)
        for backbone, background in ((Bands(), ()), (Bands(), ["low"]), (short, ()))
    ]
    assert counts[0] == 2
    assert counts[1] == 1 + 3
    assert counts[2] > 10


def test_arrays_and_files_give_the_same(tmp_path: Path) -> None:
    samples = take("low")
    path = write_wav(tmp_path / "a.wav", samples)
    shown = embed(gather({"low": [path, (samples, RATE)]}).inputs, Bands())
    np.testing.assert_allclose(shown.features[0], shown.features[1], atol=0.01)
    assert [name.partition(" @")[0] for name in shown.names] == [str(path), "low, recording 2"]
    bad = embed(gather({"low": [(samples, 3), samples, (0 * samples, RATE)]}).inputs, Bands())
    assert [name for name, _ in bad.failed] == [f"low, recording {n}" for n in (1, 2, 3)]
    assert "low, recording 1: A sound given as an array has a rate of 3" in bad.failed[0][1]
    assert "give (samples, rate)" in bad.failed[1][1]
    assert "low, recording 3: It has no sound in it" in bad.failed[2][1]
