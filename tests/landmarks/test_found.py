import json

import numpy as np
import pytest

from understudy.landmarks.found import Body, Hand, is_among, named_points, side_of

SQUARE = np.zeros((21, 3), np.float32)
SQUARE[:, 0], SQUARE[:, 1], SQUARE[:, 2] = np.linspace(10, 30, 21), np.linspace(50, 20, 21), -4
HAND = Hand(SQUARE, SQUARE / 1000, 0.98765, "left", 0.75)


def test_the_box_of_a_hand():
    np.testing.assert_array_equal(HAND.box, [10, 20, 30, 50])


def test_a_hand_as_plain_values():
    told = json.loads(json.dumps(HAND.to_dict(100, 50)))
    assert {name: told[name] for name in ("kind", "score", "side", "side_score")} == {
        "kind": "hand", "score": 0.9877, "side": "left", "side_score": 0.75,
    }  # fmt: skip
    assert len(told["points"]) == 21
    assert told["points"][0] == {
        "name": "wrist", "pixels": [10, 50, -4], "normalized": [0.1, 1, -0.04],
        "metres": [0.01, 0.05, -0.004],
    }  # fmt: skip


def test_a_body_as_plain_values():
    points = np.zeros((33, 3), np.float32)
    body = Body(points, np.linspace(0, 1, 33, dtype=np.float32), points, 0.5)
    told = json.loads(json.dumps(body.to_dict(640, 480)))
    assert (told["kind"], told["score"]) == ("body", 0.5)
    assert told["points"][-1]["name"] == "right_foot_index"
    assert [told["points"][i]["visibility"] for i in (0, 16, 32)] == [0, 0.5, 1]


def test_names_fit_the_points():
    with pytest.raises(ValueError, match="zip"):
        named_points(("wrist",), SQUARE, SQUARE, 1, 1)


def test_which_hand():
    assert side_of(0.8) == ("left", 0.8)
    assert side_of(0.25) == ("right", 0.75)


def test_the_same_hand_is_not_told_twice():
    def moved(x):
        points = SQUARE + np.array([x, 0, 0], np.float32)
        return Hand(points, points, 0.9, "left", 0.9)

    assert not is_among(HAND, [])
    assert not is_among(HAND, [None])
    assert is_among(HAND, [moved(100), moved(3)])
    assert not is_among(HAND, [moved(12)])
