from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import acted
from tests.sounds import Bands, write_sounds
from tests.taught import draw, tiny_backbone, write_photos, write_video
from understudy.backbones.backbone import Backbone
from understudy.errors import DataError, MediaError
from understudy.project.cache import FeatureCache, file_checksum
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.training.mixing import Mixed
from understudy.training.variants import Variants, variant
from understudy.training.varying import copies_of, over_again
from understudy.types import Features

FLIPPED = Variants(2, 7, True)


def shown(source: Any, backbone: Backbone, cache: FeatureCache | None = None) -> ExampleSet:
    return embed(gather(source, medium=backbone.medium).inputs, backbone, cache=cache)


def same(one: Mixed, other: Mixed) -> None:
    np.testing.assert_array_equal(one.rows, other.rows)
    np.testing.assert_allclose(one.features, other.features, atol=1e-6)


def test_a_picture_is_learned_over_again_in_each_variant(tmp_path: Path) -> None:
    folder, backbone = write_photos(tmp_path / "photos", count=2), tiny_backbone()
    examples = shown(folder, backbone)
    told: list[tuple[int, int]] = []
    again = over_again(examples, backbone, FLIPPED, progress=lambda *now: told.append(now))
    assert again.rows.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert (again.labels, again.made) == (None, "variants")
    assert told == [(done, 8) for done in range(1, 9)]
    path = folder / "box" / "1.png"
    expected = variant(draw("box", 1), 7, file_checksum(path), 2, flips=True)
    np.testing.assert_allclose(again.features[3], backbone.features(expected), atol=1e-5)


def test_of_a_video_each_frame_is(tmp_path: Path) -> None:
    path, backbone = write_video(tmp_path / "v.mp4", "box", 6), tiny_backbone()
    examples = shown({"disc": [draw("disc", 1)], "box": [path]}, backbone)
    again = over_again(examples, backbone, FLIPPED)
    assert again.rows.tolist() == [0, 0, *range(1, 7), *range(1, 7)]
    assert len(np.unique(np.asarray(again.features), axis=0)) > 8


def test_a_clip_is_followed_as_a_whole(tmp_path: Path) -> None:
    path, backbone = acted.write(tmp_path / "0.mp4", "left", 0, 5.0), acted.backbone()
    frames = acted.draw("right", 1)
    examples = shown({"left": [path], "right": [frames]}, backbone)
    again = over_again(examples, backbone, Variants(1, 3, False))
    assert again.rows.tolist() == list(range(len(examples.labels)))
    changed = variant(frames, 3, "right, clip 1", 1, flips=False)
    track = backbone.track((number / 10, frame) for number, frame in enumerate(changed))
    expected = backbone.rows_at(track, [examples.seconds[-1] or 0.0])
    np.testing.assert_allclose(again.features[[-1]], expected, atol=1e-5)
    assert again.features.moments == backbone.moments


@pytest.mark.parametrize("backbone", [tiny_backbone(), acted.backbone()], ids=["picture", "clip"])
def test_what_was_seen_is_kept_by_content(
    backbone: Backbone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = acted.write(tmp_path / "0.mp4", "left", 0)
    with FeatureCache(tmp_path / "features.sqlite") as cache:
        examples = shown({"left": [one]}, backbone, cache)
        first = over_again(examples, backbone, FLIPPED, cache=cache)
        other = one.rename(tmp_path / "elsewhere.mp4")
        examples = shown({"left": [other]}, backbone, cache)
        with monkeypatch.context() as patched:
            patched.setattr("understudy.training.varying._look", None)
            same(over_again(examples, backbone, FLIPPED, cache=cache), first)
        more = over_again(examples, backbone, Variants(3, 7, True), cache=cache)
        unmirrored = over_again(examples, backbone, Variants(2, 7, False), cache=cache)
    assert len(more.rows) == 1.5 * len(first.rows)
    np.testing.assert_array_equal(more.features[: len(first.rows)], first.features)
    assert unmirrored.features.shape == first.features.shape


def test_there_are_not_too_many_and_those_there_are_spread(tmp_path: Path) -> None:
    backbone = tiny_backbone()
    examples = shown(write_photos(tmp_path / "photos", count=3), backbone)
    few = over_again(examples, backbone, FLIPPED, most_bytes=4 * 4 * backbone.dimensions)
    assert few.rows.tolist() == [0, 2, 3, 5]
    assert [copy.number for copy in copies_of(examples, 2, 4)] == [1, 1, 2, 2]


def test_a_variant_in_which_the_hand_is_lost_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    backbone = tiny_backbone()
    examples = shown({"box": [draw("box", 0), draw("box", 1)]}, backbone)

    def wrap(rows: Any) -> Features:
        values = np.concatenate([np.asarray(rows), np.zeros((len(rows), 1))], axis=1)
        values[::2, -1] = 1
        blocks = {"scene": slice(0, values.shape[1] - 1)}
        end = values.shape[1]
        return Features(values, blocks | {"pose": slice(end - 1, end)}, None, slice(end - 1, end))

    examples = replace(examples, features=wrap(examples.features))
    monkeypatch.setattr(backbone, "wrap", wrap)
    again = over_again(examples, backbone, FLIPPED)
    # Of the first, whose hand was found, the second variant is out; of the second both stay.
    assert again.rows.tolist() == [0, 1, 1]


def test_sounds_have_none_and_a_lost_file_is_said(tmp_path: Path) -> None:
    sounds = shown(write_sounds(tmp_path / "sounds"), Bands())
    with pytest.raises(DataError, match="these are sounds"):
        over_again(sounds, Bands(), FLIPPED)
    folder, backbone = write_photos(tmp_path / "photos", count=1), tiny_backbone()
    examples = shown(folder, backbone)
    (folder / "box" / "0.png").unlink()
    with pytest.raises(MediaError, match=r"0\.png"):
        over_again(examples, backbone, FLIPPED)
