import numpy as np
import pytest

from tests.backbones.posing import OPEN_HAND, SHAPES, hands
from tests.taught import draw, tiny_backbone
from understudy.backbones import backbone as module
from understudy.backbones.backbone import PictureBackbone, Steps
from understudy.backbones.streams import Look


class Halves(PictureBackbone):
    """Sees the upper half, and looks for a hand that is as bright as the lower half."""

    seeks = "hand"
    pose = slice(1, 3)
    fingerprint = "f" * 64
    steps = Steps([{"step": "halves"}], {})

    def __init__(self):
        blocks = {"upper": slice(0, 1), "lower": slice(1, 2), "much": slice(2, 3)}
        super().__init__("halves", blocks, licence="none", least_side=7)
        self.threads = []

    def look(self, image, *, threads=1):
        self.threads.append(threads)
        upper, lower = (float(half.mean()) for half in np.array_split(image, 2))
        return Look(np.float32([upper, lower, lower > 100]))

    def raw_features(self, image, *, threads=1):
        return -self.look(image).row

    def stream(self):
        raise NotImplementedError


def halves(upper, lower):
    return np.repeat(np.uint8([upper, lower]), 3)[:, np.newaxis, np.newaxis].repeat(3, axis=2)


def test_a_block_of_nothing_but_zeros_was_not_found():
    X = Halves().wrap([[0, 0, 0], [0, 5, 0], [3, 0, 1]])
    assert X.dtype == np.float32
    assert X.found.tolist() == [[True, False, False], [True, True, False], [True, False, True]]
    assert X.seen.tolist() == [False, True, True]
    assert X.pose == slice(1, 3)
    assert X.scene.tolist() == [[0], [0], [3]]


def test_of_whole_pictures_everything_is_found():
    X = tiny_backbone().wrap(np.zeros((2, 3)))
    assert X.pose is None
    assert X.found.all()
    assert X.seen.all()


def test_no_rows():
    for backbone in (Halves(), tiny_backbone()):
        X = backbone.wrap(np.zeros((0, backbone.dimensions)))
        assert X.shape == (0, 3)
        assert X.found.shape == (0, len(backbone.blocks))
        assert X.seen.shape == (0,)
        assert backbone.embed([]).pose == backbone.pose


def test_features_are_those_of_a_look(monkeypatch):
    monkeypatch.setattr(module, "cpu_count", lambda: 5)
    backbone = Halves()
    assert backbone.features(halves(40, 200)).tolist() == [40, 200, 1]
    assert backbone.features(halves(40, 200), raw=True).tolist() == [-40, -200, -1]
    assert backbone.features_now(halves(9, 0)).tolist() == [9, 0, 0]
    assert backbone.threads == [1, 1, 5]


def test_embedding_knows_what_was_found():
    X = Halves().embed([halves(40, 200), halves(40, 0)])
    assert X.seen.tolist() == [True, False]
    assert X.found.tolist() == [[True] * 3, [True, False, False]]


def test_what_a_cache_keeps_features_by():
    assert Halves().cache_key == "f" * 64 + ":7"


def test_what_it_is_in_a_phrase():
    assert repr(Halves()) == "<backbone halves, 3 features>"


@pytest.mark.parametrize("make", [tiny_backbone, hands])
def test_stills_and_streams_give_rows_of_one_length(make):
    backbone, stream = make(), make().stream()
    for seconds, picture in enumerate((draw("box", 0), OPEN_HAND, SHAPES[0])):
        for look in (backbone.look(picture), stream.look(picture, float(seconds))):
            assert look.row.shape == (backbone.dimensions,)
            assert look.row.dtype == np.float32
            assert len(look.poses) <= 2


def test_whole_pictures_have_no_poses_and_no_memory():
    backbone, stream = tiny_backbone(), tiny_backbone().stream()
    for seconds in (5.0, 3.0, float("nan")):
        look = stream.look(OPEN_HAND, seconds, threads=2)
        np.testing.assert_array_equal(look.row, backbone.features(OPEN_HAND))
        assert look.poses == ()
