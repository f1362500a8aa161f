import sys

import numpy as np
import pytest

from tests.sliding import picture_at
from understudy.errors import MissingExtraError
from understudy.media import optical_flow
from understudy.media.optical_flow import OpticalFlow, eased, seen, uneased

RIGHT, LEFT, DOWN, UP = range(4)


def moved(x: float, y: float) -> np.ndarray:
    """Return the flow [4 rows, 4 columns, 4 ways] of a square that moves from the middle."""
    flow = OpticalFlow().between(seen(picture_at(0.5, 0.5)), seen(picture_at(0.5 + x, 0.5 + y)))
    assert (flow.dtype, flow.shape) == (np.float32, (optical_flow.WIDTH,))
    return flow.reshape(4, 4, 4)


@pytest.mark.parametrize(
    ("x", "y", "way"), [(0.06, 0, RIGHT), (-0.06, 0, LEFT), (0, 0.06, DOWN), (0, -0.06, UP)]
)
def test_each_way_has_its_numbers(x: float, y: float, way: int) -> None:
    flow = moved(x, y)
    assert flow.min() >= 0
    total = flow.sum(axis=(0, 1))
    assert total.argmax() == way
    assert total[way] > 3 * np.delete(total, way).max()
    assert flow[1:3, 1:3, way].sum() > 0.7 * total[way]  # where the square is


def test_it_is_measured_in_pixels_of_the_small_picture() -> None:
    pattern = np.random.default_rng(0).integers(0, 255, (16, 16), dtype=np.uint8)
    whole = np.kron(pattern, np.ones((10, 10))).astype(np.uint8)[..., np.newaxis].repeat(3, axis=2)
    before, after = seen(whole[8:120, 8:120]), seen(whole[8:120, 6:118])
    flow = OpticalFlow().between(before, after).reshape(4, 4, 4)
    assert flow[..., RIGHT].mean() == pytest.approx(2, abs=0.4)
    assert flow[..., LEFT].mean() < 0.2


def test_what_stands_still_is_nothing() -> None:
    assert moved(0, 0).max() == 0
    assert eased(np.zeros(3, np.float32)).tolist() == [0, 0, 0]
    np.testing.assert_allclose(eased(np.array([4.0], np.float32)), 2 - np.sqrt(1e-3), atol=1e-3)


def test_what_was_seen_before_does_not_matter() -> None:
    one, two, three = (seen(picture_at(x, 0.5)) for x in (0.3, 0.4, 0.6))
    flow = OpticalFlow()
    first = flow.between(one, two)
    flow.between(two, three)
    np.testing.assert_array_equal(flow.between(one, two), first)


def test_the_number_of_threads_of_opencv_does_not_matter() -> None:
    cv2 = pytest.importorskip("cv2")
    before = cv2.getNumThreads()
    found = []
    try:
        for threads in (1, 2, 7):
            cv2.setNumThreads(threads)
            found.append(moved(0.1, 0.05))
    finally:
        cv2.setNumThreads(before)
    np.testing.assert_array_equal(found[0], found[1])
    np.testing.assert_array_equal(found[0], found[2])


def test_without_opencv_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(MissingExtraError, match=r'see how things move.*"understudy\[actions\]"'):
        OpticalFlow()


def test_what_was_eased_is_had_back() -> None:
    moved = np.array([0.0, 0.01, 4.0, 60.0], np.float32)
    np.testing.assert_allclose(uneased(eased(moved)), moved, rtol=1e-4)
