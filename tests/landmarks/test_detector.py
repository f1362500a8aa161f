import numpy as np
import pytest

from understudy.landmarks.detector import Detector, sigmoid
from understudy.landmarks.regions import of_picture

SIDE, STRIDES = 32, (8, 16)  # 4 x 4 x 2 and 2 x 2 x 2 anchors
IMAGE = np.full((50, 100, 3), 9, np.uint8)


class Scripted:
    """A network with given answers, which keeps what it was given."""

    def __init__(self, good):
        self.boxes = np.zeros((1, 40, 8), np.float32)
        self.scores = np.full((1, 40, 1), -100, np.float32)
        for anchor, (logit, *box) in good.items():
            self.scores[0, anchor], self.boxes[0, anchor] = logit, box

    def run(self, feeds, outputs, *, threads):
        assert outputs == ["boxes", "scores"]
        self.pixels = feeds["pixels"]
        return [self.boxes, self.scores]


def find(network, square=None):
    return Detector(network, SIDE, STRIDES).find(IMAGE, square or of_picture(100, 50))


def test_from_an_anchor_to_pixels_of_the_picture():
    network = Scripted({38: (2.0, 0, 0, 8, 4, -4, 2, 8, 0)})  # the last cell: its middle is 3/4
    (found,) = find(network)
    assert found.score == pytest.approx(1 / (1 + np.exp(-2)))
    # 32 pixels of the input are 100 of the picture, and the letterbox begins 25 above it.
    x, y = 75, 75 - 25
    np.testing.assert_allclose(found.box, [x - 12.5, y - 6.25, x + 12.5, y + 6.25], rtol=1e-6)
    np.testing.assert_allclose(found.points, [[x - 12.5, y + 6.25], [x + 25, y]], rtol=1e-6)


def test_the_network_sees_a_letterbox():
    network = Scripted({})
    assert find(network) == []
    assert network.pixels.shape == (1, SIDE, SIDE, 3)
    assert network.pixels.dtype == np.uint8
    assert (network.pixels[0, 9:23] == 9).all()
    assert (network.pixels[0, :7] == 0).all()
    find(network, of_picture(100, 50, 2.0))
    assert (network.pixels[0, 13:19, 9:23] == 9).all()
    assert (network.pixels[0, :, :7] == 0).all()


def test_only_what_is_more_likely_than_not_best_first_and_each_once():
    still = (0, 0, 4, 4, 0, 0, 0, 0)
    network = Scripted({0: (1.0, *still), 1: (3.0, *still), 31: (2.0, *still), 20: (-0.1, *still)})
    found = find(network)
    assert [round(one.score, 3) for one in found] == [0.953, 0.881]
    assert found[0].box[0] < found[1].box[0]


def test_huge_logits_overflow_nothing():
    with np.errstate(all="raise"):
        found = sigmoid(np.array([-1000, 0, 1000], np.float32))
    np.testing.assert_allclose(found, [0, 0.5, 1], atol=1e-6)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_box_that_is_no_number_is_none(bad):
    network = Scripted({0: (3.0, bad, 0, 4, 4, 0, 0, 0, 0), 31: (2.0, 0, 0, 4, 4, 0, 0, 0, 0)})
    assert [round(one.score, 3) for one in find(network)] == [0.881]
