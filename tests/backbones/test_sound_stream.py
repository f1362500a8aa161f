import numpy as np
import pytest

from understudy.backbones.framing import Framer
from understudy.backbones.sound_stream import Track, Windows


class Sums:
    """Frames of one number: the sum of `length` samples every `hop`."""

    def __init__(self, length, hop):
        self._framer = Framer(length, hop)

    def hear(self, samples):
        return self._framer.hear(samples).sum(axis=1, keepdims=True)


def windows():
    tracks = [
        Track(lambda: Sums(4, 2), 0, 2, 9, lambda frames: frames[:, 0]),
        Track(lambda: Sums(6, 6), 2, 6, 3, lambda frames: frames.max(axis=0)),
    ]
    return Windows(tracks, window=20, hop=6)


def by_hand(samples, end):
    part = samples[end - 20 : end]
    first = [part[start : start + 4].sum() for start in range(0, 18, 2)]
    second = max(part[start : start + 6].sum() for start in (2, 8, 14))
    return [*first, second]


@pytest.mark.parametrize("most", [1, 7, 50, 500])
def test_every_window_by_hand(most):
    random = np.random.default_rng(most)
    samples = random.integers(0, 100, 200).astype(np.float32)
    stream, found, start = windows(), [], 0
    while start < len(samples):
        size = int(random.integers(1, most + 1))
        found += stream.hear(samples[start : start + size])
        start += size
    assert [end for end, _ in found] == list(range(20, 201, 6))
    for end, row in found:
        np.testing.assert_array_equal(row, by_hand(samples, end))


def test_nothing_is_heard_before_the_first_window_is_complete():
    stream = windows()
    assert stream.hear(np.zeros(0, np.float32)) == []
    assert stream.hear(np.zeros(19, np.float32)) == []
    assert len(stream.hear(np.zeros(1, np.float32))) == 1
