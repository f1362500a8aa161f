import numpy as np
import pytest

from understudy.live.smoothing import MOST_FRAMES, Smoother

A, B = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def test_the_mean_of_the_window_up_to_now() -> None:
    smoother = Smoother(0.2)
    assert smoother.add(0.0, A, 0.0)[0].tolist() == [1, 0]
    probabilities, novelty = smoother.add(0.1, B, 1.0)
    assert probabilities.tolist() == [0.5, 0.5]
    assert probabilities.dtype == np.float32
    assert novelty == 0.5
    assert smoother.add(0.15, B, 1.0)[0] == pytest.approx([1 / 3, 2 / 3])
    assert smoother.add(0.25, B, 1.0)[0].tolist() == [0, 1]  # the first has left the window


def test_without_smoothing_everything_passes_as_it_is() -> None:
    smoother = Smoother(0)
    for time in (0.0, 0.0, 1e-9, 5.0):
        given = np.random.default_rng(3).random(4, np.float32)
        probabilities, novelty = smoother.add(time, given, 0.25)
        assert probabilities is given
        assert novelty == 0.25


@pytest.mark.parametrize("time", [1.1, 60.0, 0.5])
def test_a_gap_or_time_going_back_starts_afresh(time: float) -> None:
    smoother = Smoother(0.1)
    smoother.add(1.0, A, 0.9)
    assert smoother.add(time, B, 0.1) == (B, 0.1)


def test_a_day_of_frames_adds_no_error() -> None:
    smoother = Smoother(0.2)
    random = np.random.default_rng(0)
    for frame in range(20_000):
        smoother.add(frame / 30, random.random(3, np.float32), 0.5)
    for frame in range(20_000, 20_010):
        probabilities, _ = smoother.add(frame / 30, np.array([1, 0, 0], np.float32), 0.5)
    assert probabilities == pytest.approx([1, 0, 0], abs=1e-9)


def test_memory_is_bounded_where_time_stands_still() -> None:
    smoother = Smoother(1)
    smoother.add(0, A, 0)
    for _ in range(MOST_FRAMES):
        probabilities, _ = smoother.add(0, B, 0)
    assert len(smoother._window) == MOST_FRAMES
    assert probabilities.tolist() == [0, 1]


def test_a_negative_window_is_refused() -> None:
    with pytest.raises(ValueError, match="seconds is -1"):
        Smoother(-1)
