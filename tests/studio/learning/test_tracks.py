from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.studio.acting import acting_backbone, write_clip
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.errors import MediaError
from understudy.project.cache import FeatureCache, file_checksum
from understudy.studio.clips import pictures
from understudy.studio.learning.tracks import Tracks


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[FeatureCache]:
    with FeatureCache(tmp_path / "cache.sqlite") as opened:
        yield opened


@pytest.fixture
def backbone() -> ActionBackbone:
    return acting_backbone("actions-hands")


def test_a_clip_is_looked_at_once_whatever_is_cut_from_it(
    tmp_path: Path, cache: FeatureCache, backbone: ActionBackbone
) -> None:
    path = write_clip(tmp_path / "a.mkv", seconds=3)
    tracks, known = Tracks(backbone, cache), file_checksum(path)
    rows = [tracks.row(path, known, place) for place in (0.8, 1.5, 2.2)]
    assert backbone.picture.looks == 30
    expected = backbone.rows_at(backbone.track(pictures(path, 0.1)), [0.8, 1.5, 2.2])
    np.testing.assert_array_equal(rows, expected)


def test_what_was_seen_is_known_another_day(
    tmp_path: Path, cache: FeatureCache, backbone: ActionBackbone
) -> None:
    path = write_clip(tmp_path / "a.mkv")
    known = file_checksum(path)
    row = Tracks(backbone, cache).row(path, known, 0.8)
    looks = backbone.picture.looks
    again = Tracks(backbone, cache).recall({known: [0.8, 0.5], "gone": [1.0]})
    assert set(again) == {(known, 0.8), (known, 0.5)}
    np.testing.assert_allclose(again[known, 0.8], row, atol=1e-6)
    np.testing.assert_allclose(Tracks(backbone, cache).row(path, known, 0.8), row, atol=1e-6)
    assert backbone.picture.looks == looks
    assert Tracks(acting_backbone(), cache).recall({known: [0.8]}) == {}


def test_what_is_no_video_is_said(
    tmp_path: Path, cache: FeatureCache, backbone: ActionBackbone
) -> None:
    (tmp_path / "a.mkv").write_bytes(b"hello")
    with pytest.raises(MediaError):
        Tracks(backbone, cache).row(tmp_path / "a.mkv", "x", 0.5)


def test_a_changed_clip_is_another(
    tmp_path: Path, cache: FeatureCache, backbone: ActionBackbone
) -> None:
    path = write_clip(tmp_path / "a.mkv")
    tracks, known = Tracks(backbone, cache), file_checksum(path)
    plain = tracks.row(path, known, 0.8)
    dark = tracks.row(path, f"{known}~dark", 0.8, lambda image: image // 2)
    shown = [(seconds, image // 2) for seconds, image in pictures(path, 0.1)]
    np.testing.assert_array_equal(dark, backbone.rows_at(backbone.track(shown), [0.8])[0])
    assert not np.array_equal(dark, plain)
    looks = backbone.picture.looks
    again = Tracks(backbone, cache).row(path, f"{known}~dark", 0.8, lambda image: image // 2)
    np.testing.assert_allclose(again, dark, atol=1e-6)
    np.testing.assert_array_equal(tracks.row(path, known, 0.8), plain)
    assert backbone.picture.looks == looks
