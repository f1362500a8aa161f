import numpy as np
import pytest
from PIL import Image

from understudy.errors import MediaError
from understudy.landmarks.body_finder import BodyFinder
from understudy.landmarks.regions import Region, of_picture
from understudy.landmarks.skeleton import BODY_NAMES

AT = {name: index for index, name in enumerate(BODY_NAMES)}


def test_the_points_are_where_the_body_is(bodies, person):
    (found,) = bodies.find(person)
    assert found.points.dtype == found.world.dtype == np.float32
    assert found.points.shape == found.world.shape == (33, 3)
    assert found.visibility.shape == (33,)
    assert ((found.visibility >= 0) & (found.visibility <= 1)).all()
    assert 0.5 <= found.score <= 1
    share = found.points[:, :2] / 256
    # As it was drawn: it faces us, so that its right is on the left.
    for name, place in {
        "nose": (0.50, 0.17), "right_shoulder": (0.41, 0.31), "left_shoulder": (0.59, 0.31),
        "right_wrist": (0.325, 0.555), "left_wrist": (0.705, 0.235), "left_ankle": (0.55, 0.93),
    }.items():  # fmt: skip
        assert np.linalg.norm(share[AT[name]] - place) < 0.08, name
    assert found.world[AT["nose"], 1] < -0.3  # metres above the hips
    assert found.world[AT["left_ankle"], 1] > 0.4


def test_a_mirrored_body_is_the_same_the_other_way_round(bodies, person):
    (one,), (other,) = bodies.find(person), bodies.find(person[:, ::-1])
    mirrored = [name.translate(str.maketrans("", "")) for name in BODY_NAMES]
    swap = {"left": "right", "right": "left"}
    order = [AT["_".join(swap.get(part, part) for part in name.split("_"))] for name in mirrored]
    expected = one.points[order, :2] * [-1, 1] + [256, 0]
    trunk = [AT[name] for name in ("left_shoulder", "right_shoulder", "left_hip", "left_wrist")]
    assert np.abs(other.points[trunk, :2] - expected[trunk]).mean() < 0.04 * 256


def test_a_body_anywhere_in_a_larger_picture(bodies, person):
    (known,) = bodies.find(person)
    image = np.full((480, 640, 3), 150, np.uint8)
    image[200:456, 350:606] = person
    (found,) = bodies.find(image)
    off = np.linalg.norm(found.points[:, :2] - [350, 200] - known.points[:, :2], axis=1)
    assert np.median(off) < 0.03 * 256


@pytest.mark.parametrize("shape", [(1, 1), (2, 500), (500, 1), (48, 64)])
def test_tiny_pictures_show_no_body(bodies, shape):
    assert bodies.find(np.full((*shape, 3), 130, np.uint8)) == []


def test_a_huge_picture_and_grey_ones(bodies, person, tmp_path):
    huge = np.asarray(Image.fromarray(person).resize((6000, 6000), Image.Resampling.NEAREST))
    (few,), (many,) = bodies.find(person), bodies.find(huge)
    assert np.abs(many.points[:, :2] * 256 / 6000 - few.points[:, :2]).mean() < 5
    assert len(bodies.find(Image.fromarray(person).convert("L"))) == 1
    with pytest.raises(MediaError):
        bodies.find(tmp_path / "nothing.jpg")


def test_half_a_body_at_the_border(bodies, person):
    for part in (person[:, :128], person[:150], person[100:]):
        for found in bodies.find(part):
            assert np.isfinite(found.points).all()


def test_bodies_in_photos(bodies, data):
    paths = sorted((data / "gestures_body").glob("*/*.jpg"))[::9]
    assert np.mean([bool(bodies.find(path)) for path in paths]) >= 0.93


def test_few_bodies_are_seen_in_photos_of_other_things(bodies, data):
    paths = sorted((data / "background").glob("*.jpg"))[::12]
    assert np.mean([bool(bodies.find(path)) for path in paths]) <= 0.3


class Wild:
    """The network of a body, of a file that somebody changed."""

    def __init__(self, score=1.0, place=100.0, world=0.0):
        self.outputs = {
            "points": np.full((1, 195), place, np.float32),
            "presence": np.full((1, 1), score, np.float32),
            "heatmap": np.zeros((1, 64, 64, 39), np.float32),
            "world": np.full((1, 117), world, np.float32),
        }

    def run(self, feeds, names, *, threads):
        return [self.outputs[name] for name in names]


def test_points_that_are_no_numbers_are_no_body(person):
    region = of_picture(256, 256)
    assert BodyFinder(None, Wild()).look(person, region, 1)
    for wild in (Wild(score=np.nan), Wild(place=np.nan), Wild(place=np.inf), Wild(world=np.nan)):
        assert BodyFinder(None, wild).look(person, region, 1) is None
    for absurd in (Region(1e12, 0, 50, 0), Region(0, 0, 1e12, 0)):
        assert BodyFinder(None, Wild()).look(person, absurd, 1) is None
