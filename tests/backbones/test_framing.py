import numpy as np
import pytest

from understudy.backbones.framing import Framer


@pytest.mark.parametrize(("length", "hop"), [(5, 2), (4, 4), (7, 1)])
def test_frames_are_the_same_however_samples_come(length, hop):
    samples = np.arange(103, dtype=np.float32)
    whole = Framer(length, hop).hear(samples)
    assert whole.shape == ((103 - length) // hop + 1, length)
    np.testing.assert_array_equal(whole[:, 0], np.arange(len(whole)) * hop)
    np.testing.assert_array_equal(whole[-1], whole[-1, 0] + np.arange(length))
    framer, found, start = Framer(length, hop), [], 0
    for size in np.random.default_rng(0).integers(0, 9, 40):
        found.append(framer.hear(samples[start : start + size]))
        start += size
    found.append(framer.hear(samples[start:]))
    np.testing.assert_array_equal(np.concatenate(found), whole)


def test_too_few_samples_make_no_frame():
    framer = Framer(8, 4)
    assert framer.hear(np.zeros(7, np.float32)).shape == (0, 8)
    assert framer.hear(np.zeros(1, np.float32)).shape == (1, 8)
