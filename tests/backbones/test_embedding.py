import threading

import numpy as np
import pytest

from understudy.backbones.embedding import IN_FLIGHT_PER_WORKER, embed_sources, map_threads
from understudy.errors import DataError, MediaError
from understudy.media.picture import load_picture

ONE = np.zeros((4, 5, 3), np.uint8)


class Mean:
    """A backbone whose one feature is the mean pixel."""

    def row_of(self, source, *, raw=False, threads=1):
        return np.array([load_picture(source).mean()])


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
