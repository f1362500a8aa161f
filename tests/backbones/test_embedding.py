import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from understudy.backbones.embedding import (
    IN_FLIGHT_PER_WORKER,
    as_sources,
    embed_sources,
    load_picture,
    map_threads,
)
from understudy.errors import DataError, MediaError

ONE = np.zeros((4, 5, 3), np.uint8)


def test_one_or_several():
    pillow = Image.fromarray(ONE)
    assert as_sources("a.jpg") == ["a.jpg"]
    assert as_sources(Path("a.jpg")) == [Path("a.jpg")]
    assert as_sources(pillow) == [pillow]
    assert as_sources(ONE)[0] is ONE
    assert [picture.shape for picture in as_sources(np.stack([ONE, ONE]))] == [ONE.shape] * 2
    assert as_sources(name for name in "ab") == ["a", "b"]
    mixed = ["a.jpg", ONE, pillow]
    assert as_sources(mixed) == mixed
    assert as_sources([]) == []


@pytest.mark.parametrize("nothing", [None, 3])
def test_neither_one_nor_several(nothing):
    with pytest.raises(DataError, match=f"one or several; got {type(nothing).__name__}"):
        as_sources(nothing)


def test_pictures_of_any_kind(picture, tmp_path):
    image = picture(20, 30)
    path = tmp_path / "picture.png"
    Image.fromarray(image).save(path)
    several = image, path, str(path), path.read_bytes(), Image.fromarray(image), Image.open(path)
    for source in several:
        np.testing.assert_array_equal(load_picture(source), image)
    grey = Image.fromarray(image[..., 0])
    np.testing.assert_array_equal(load_picture(grey), np.repeat(image[..., :1], 3, axis=2))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (ONE.astype(float), r"dtype float64 and shape \(4, 5, 3\); expected uint8"),
        (ONE[..., :1], r"shape \(4, 5, 1\)"),
        (ONE[:0], r"shape \(0, 5, 3\)"),
        (Image.new("RGB", (0, 3)), r"shape \(3, 0, 3\)"),
        (7, "a path, a uint8 array or a Pillow picture; got int"),
        (None, "got NoneType"),
    ],
)
def test_what_is_no_picture(source, sentence):
    with pytest.raises(DataError, match=sentence):
        load_picture(source)


class Mean:
    """A backbone whose one feature is the mean pixel."""

    def load(self, source):
        return load_picture(source)

    def features(self, image, *, raw=False, threads=1):
        return np.array([image.mean()])


def test_bad_pictures_are_told_in_their_place(tmp_path):
    bad = tmp_path / "bad.jpg"
    bad.write_text("no picture")
    found = list(embed_sources(Mean(), [ONE, bad, ONE + 1, 5, ONE + 2], workers=3))
    assert [float(one[0]) for one in found[::2]] == [0, 1, 2]
    assert isinstance(found[1], MediaError)
    assert isinstance(found[3], DataError)


@pytest.mark.parametrize("workers", [1, 4])
def test_in_order_and_only_a_few_ahead(workers):
    taken = []

    def items():
        for number in range(60):
            taken.append(number)
            yield number

    for done, result in enumerate(map_threads(lambda n: n * n, items(), workers=workers)):
        assert result == done * done
        assert len(taken) <= done + 1 + workers * IN_FLIGHT_PER_WORKER
    assert len(taken) == 60


def test_works_at_once():
    together = threading.Barrier(3)
    assert list(map_threads(lambda _: together.wait(5) >= 0, range(3), workers=3)) == [True] * 3


def test_errors_come_through_and_the_threads_end():
    before = threading.active_count()

    def fail(number):
        if number == 2:
            raise RuntimeError("two")
        return number

    results = map_threads(fail, range(100), workers=2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(RuntimeError, match="two"):
        next(results)
    assert threading.active_count() == before


def test_closing_ends_the_threads():
    before = threading.active_count()
    results = embed_sources(Mean(), [ONE] * 50, workers=2)
    next(results)
    assert threading.active_count() > before
    results.close()
    assert threading.active_count() == before
