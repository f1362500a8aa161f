from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from understudy.errors import DataError, UnderstudyError
from understudy.landmarks import regions
from understudy.landmarks.hand_finder import HandFinder
from understudy.media.picture import load_picture

PICTURES = {  # of the photos: the least share in which a hand is found
    "gestures_hand": 0.95, "digits_hand": 0.97, "rpsgreen3": 0.9,
}  # fmt: skip
GREY = 130


def scene(*places, height=480, width=640, wall=GREY):
    """Return a grey wall with pictures of a hand, each (picture, left, top)."""
    image = np.full((height, width, 3), wall, np.uint8)
    for picture, left, top in places:
        rows, columns = picture.shape[:2]
        right, bottom = min(left + columns, width), min(top + rows, height)
        image[top:bottom, left:right] = picture[: bottom - top, : right - left]
    return image


def resized(picture, side):
    return np.asarray(Image.fromarray(picture).resize((side, side)))


def test_the_points_are_where_the_hand_is(hands, hand):
    (found,) = hands.find(hand)
    assert found.points.dtype == found.world.dtype == np.float32
    assert found.points.shape == found.world.shape == (21, 3)
    assert 0.5 <= found.score <= 1
    wrist, middle_tip, pinky_tip = found.points[[0, 12, 20], :2]
    # As it was drawn: fingers up, the middle one's tip at (0.46, 0.08), the little one's right.
    assert np.linalg.norm(middle_tip - [0.46 * 256, 0.08 * 256]) < 0.1 * 256
    assert wrist[1] > 0.7 * 256
    assert pinky_tip[0] > middle_tip[0] + 30
    assert 0.08 < np.ptp(found.world[:, 1]) < 0.3  # metres
    assert found.points[0, 2] == pytest.approx(0, abs=2)


def test_the_side_is_the_persons_own(hands, hand):
    assert [one.side for one in hands.find(hand)] == ["left"]
    (mirrored,) = hands.find(hand[:, ::-1])
    assert mirrored.side == "right"
    assert 0.5 <= mirrored.side_score <= 1


def test_a_turned_hand_is_the_same_hand_turned(hands, hand):
    upright = hands.find(hand)[0]
    lying = hands.find(np.rot90(hand))[0]  # anticlockwise: up becomes left
    turned = np.stack([upright.points[:, 1], 256 - upright.points[:, 0]], axis=1)
    assert np.linalg.norm(lying.points[:, :2] - turned, axis=1).mean() < 0.03 * 256
    world = np.stack([upright.world[:, 1], -upright.world[:, 0]], axis=1)
    assert np.linalg.norm(lying.world[:, :2] - world, axis=1).mean() < 0.01  # metres


def test_a_hand_that_fills_its_picture_is_found_on_a_larger_canvas(hands, hand):
    tight = hand[30:190, 35:195]
    whole = regions.of_picture(tight.shape[1], tight.shape[0])
    assert hands.detect(tight, whole, 2, 1) == []
    (found,), (known,) = hands.find(tight), hands.find(hand)
    assert np.abs(found.points[:, :2] + [35, 30] - known.points[:, :2]).mean() < 10


def test_two_hands_of_which_one_may_be_asked_for(hands, hand):
    image = scene((resized(hand, 200), 30, 200), (resized(hand, 200)[:, ::-1], 400, 60))
    both = hands.find(image)
    assert sorted((one.points[9, 0] > 320, one.side) for one in both) == [
        (False, "left"), (True, "right"),
    ]  # fmt: skip
    assert both[0].score >= both[1].score
    (best,) = hands.find(image, most=1)
    assert best.score == both[0].score


def test_of_five_hands_two_and_different_ones(hands, hand):
    small = resized(hand, 150)
    places = (
        (small, 10, 10),
        (small, 250, 20),
        (small, 480, 10),
        (small, 90, 300),
        (small, 400, 300),
    )
    found = hands.find(scene(*places))
    assert len(found) == 2
    assert np.abs(found[0].points - found[1].points).max() > 100


@pytest.mark.parametrize("most", [0, 3, -1, None, "2"])
def test_another_number_of_hands_is_refused(hands, hand, most):
    for use in (lambda: hands.find(hand, most=most), lambda: hands.stream(most=most)):
        with pytest.raises(UnderstudyError, match=r"most is .*; expected 1 or 2"):
            use()


def test_pictures_of_any_kind(hands, hand, tmp_path):
    path = tmp_path / "hand.png"
    Image.fromarray(hand).save(path)
    (expected,) = hands.find(hand)
    for picture in (path, str(path), path.read_bytes(), Image.open(path)):
        np.testing.assert_array_equal(hands.find(picture)[0].points, expected.points)
    grey, clear = Image.open(path).convert("L"), Image.open(path).convert("RGBA")
    assert len(hands.find(grey)) == 1
    assert len(hands.find(clear)) == 1
    with pytest.raises(DataError, match="float64"):
        hands.find(hand / 255)


@pytest.mark.parametrize("shape", [(1, 1), (2, 500), (500, 1), (48, 64)])
def test_tiny_pictures_show_no_hand(hands, shape):
    assert hands.find(np.full((*shape, 3), GREY, np.uint8)) == []


def test_a_huge_picture_has_the_same_hand(hands, hand):
    small = scene((hand, 60, 100), height=450, width=600)
    huge = np.asarray(Image.fromarray(small).resize((8000, 6000), Image.Resampling.NEAREST))
    (few,), (many,) = hands.find(small), hands.find(huge)
    assert np.abs(many.points[:, :2] * 600 / 8000 - few.points[:, :2]).mean() < 3


def test_half_a_hand_at_the_border_gives_finite_points_or_none(hands, hand):
    for left in (-100, 640 - 128):
        shown = hand[:, max(0, -left) :]
        found = hands.find(scene((shown, max(0, left), 120)))
        assert len(found) <= 1
        assert all(np.isfinite(one.points).all() for one in found)


def test_several_threads_may_use_it_at_once(hands, hand):
    pictures = [hand, hand[:, ::-1], np.rot90(hand), hand[:, ::-1]] * 2
    alone = [hands.find(one)[0].points for one in pictures]
    with ThreadPoolExecutor(4) as pool:
        together = [found[0].points for found in pool.map(hands.find, pictures)]
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(("folder", "least"), PICTURES.items())
def test_hands_in_photos(hands: HandFinder, data, folder, least):
    paths = sorted((data / folder).glob("*/*.jpg"))[::11]
    found = [hands.find(path) for path in paths]
    assert np.mean([bool(some) for some in found]) >= least


def test_backs_of_right_hands_are_right_hands(hands, data):
    """Of photos that are not mirrored: with the fingers to the left, most thumbs are below."""
    paths = sorted((data / "rpsgreen3" / "paper").glob("*.jpg"))[5:25:5]
    sides = [found[0].side for path in paths if (found := hands.find(path))]
    assert len(sides) >= 3
    assert sides.count("right") > len(sides) / 2


def test_few_hands_are_seen_in_photos_of_other_things(hands, data):
    paths = sorted((data / "background").glob("*.jpg"))[::12]
    assert np.mean([bool(hands.find(load_picture(path))) for path in paths]) <= 0.15


class Wild:
    """The network of a hand, of a file that somebody changed."""

    def __init__(self, **outputs):
        still = np.full((1, 63), 100, np.float32)
        self.outputs = {"points": still, "presence": np.ones((1, 1), np.float32),
                        "left": np.ones((1, 1), np.float32), "world": still} | outputs  # fmt: skip
        self.runs = 0

    def run(self, feeds, names, *, threads):
        self.runs += 1
        return [self.outputs[name] for name in names]


@pytest.mark.parametrize(("output", "bad"), [
    ("presence", np.nan), ("points", np.nan), ("points", np.inf), ("world", np.nan),
])  # fmt: skip
def test_points_that_are_no_numbers_are_no_hand(hand, output, bad):
    region = regions.of_picture(256, 256)
    assert HandFinder(None, Wild()).look(hand, region, 1)
    shape = (1, 1) if output == "presence" else (1, 63)
    wild = Wild(**{output: np.full(shape, bad, np.float32)})
    assert HandFinder(None, wild).look(hand, region, 1) is None


def test_an_absurd_region_is_not_looked_at(hand):
    wild = Wild()
    for region in (regions.Region(1e12, 0, 50, 0), regions.Region(0, 0, 1e12, 0)):
        assert HandFinder(None, wild).look(hand, region, 1) is None
    assert wild.runs == 0
