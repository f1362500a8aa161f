from pathlib import Path

import numpy as np
import pytest

from benchmarks import augmentation
from benchmarks.augmentation import WAYS, clips_over_again, score
from tests.taught import LABELS, tiny_backbone, write_photos
from understudy.training.gathering import gather
from understudy.types import Features


def test_variants_of_the_clips_that_are_taught_and_no_others() -> None:
    varied = [Features(np.full((5, 2), number)) for number in (1.0, 2.0)]
    mixed = clips_over_again(varied, np.array([4, 1, 2]))
    assert mixed.rows.tolist() == [0, 1, 2, 0, 1, 2]
    assert mixed.features[:, 0].tolist() == [1, 1, 1, 2, 2, 2]


def test_a_way_without_variants_is_an_ordinary_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.data.KEPT", tmp_path)
    monkeypatch.setattr("understudy.backbones.load", tiny_backbone)
    inputs = gather(write_photos(tmp_path / "photos", count=2)).inputs
    X = tiny_backbone().embed([one.source for one in inputs])
    assert augmentation.vary(X, inputs, WAYS["without"]) is None
    mixed = augmentation.vary(X, inputs, WAYS["variants"])
    assert mixed is not None
    assert mixed.rows.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert (tmp_path / "augmentation.sqlite").exists()
    y = np.repeat(LABELS, 2)
    for one in (None, mixed):
        assert score("discriminant", X, y, one, X, y) == pytest.approx(1.0, abs=0.3)
