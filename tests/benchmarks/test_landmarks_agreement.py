import io

import numpy as np
import pytest
from PIL import Image

from benchmarks import data
from benchmarks import landmarks_agreement as agreement
from benchmarks.original import Found


def found(x: float, side: str | None = "left", size: float = 100.0) -> Found:
    """Return a square of four points, its corner at (x, 0)."""
    points = [[x, 0, 0], [x + size, 0, 0], [x, size / 2, 0], [x + size, size / 2, 0]]
    return Found(np.float32(points), side)


def test_distances_are_shares_of_the_larger_side_of_theirs() -> None:
    assert agreement.distances(found(3), found(0)) == pytest.approx([0.03] * 4)
    assert agreement.distances(found(3), found(0, size=50)).max() > 0.5


def test_the_nearest_are_pairs_and_each_only_once() -> None:
    near, far, other = found(2), found(40), found(5000)
    theirs = found(0)
    assert agreement.pairs([far, near, other], [theirs]) == [(near, theirs)]
    second = found(42)
    assert agreement.pairs([near, far], [second, theirs]) == [(near, theirs), (far, second)]
    assert agreement.pairs([other], [theirs]) == []


def test_the_figures_of_a_row() -> None:
    ours = [[found(1)], [found(0, "right")], [found(0)], [], []]
    theirs = [[found(0)], [found(0)], [], [found(0)], []]
    row = agreement.compare(ours, theirs)
    pictures, both, first, second, pairs, mean, within, middle, worst, side = row
    assert (pictures, both, first, second, pairs) == (5, 40, 20, 20, 2)
    assert (mean, middle, worst, side) == (0.5, 0.5, 1.0, 50)
    assert within == pytest.approx(1, abs=0.01)
    assert agreement.mean_error(agreement.all_pairs(ours, theirs)) == pytest.approx(0.5)


def test_where_nobody_finds_anything_the_claim_fails() -> None:
    assert agreement.mean_error([]) == float("inf")


def test_pictures_are_of_every_class(tmp_path, monkeypatch) -> None:
    for label, count in (("a", 9), ("b", 9), ("c", 9)):
        for number in range(count):
            path = tmp_path / "images" / "some" / label / f"{number}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    monkeypatch.setenv("UNDERSTUDY_DATA", str(tmp_path))
    data.photo_set.cache_clear()
    chosen = agreement.chosen("some", 8)
    assert chosen == agreement.chosen("some", 8)
    data.photo_set.cache_clear()
    assert len(set(chosen)) == 8
    assert sorted(path.parent.name for path in chosen) == [*"aaabbbcc"]


def test_a_mirrored_picture() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    with Image.open(io.BytesIO(agreement.mirrored(file.getvalue()))) as mirrored:
        assert np.array_equal(np.asarray(mirrored), picture[:, ::-1])
