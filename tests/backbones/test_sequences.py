import numpy as np

from understudy.backbones.sequences import sequences, shifted
from understudy.types import Features

BLOCKS = {"scene": slice(0, 15), "flow": slice(15, 23)}  # 5 moments of 3, 4 between them of 2
MOMENTS = {"scene": 5, "flow": 4}


def features() -> Features:
    values = np.stack([np.arange(23), 100 + np.arange(23)])
    found = np.array([[True, True], [False, True]])
    return Features(values, BLOCKS, found, medium="clip", moments=MOMENTS)


def test_blocks_go_through_moments() -> None:
    X = features()
    found = sequences(X)
    assert {name: part.shape for name, part in found.items()} == {
        "scene": (2, 5, 3),
        "flow": (2, 4, 2),
    }
    assert found["scene"][0, 1].tolist() == [3, 4, 5]
    assert found["flow"][1, 3].tolist() == [121, 122]
    assert all(np.shares_memory(part, X) for part in found.values())
    assert sequences(Features(np.ones((2, 3)))) == {}


def test_later_and_earlier() -> None:
    X = features()
    later, earlier = shifted(X, 2), shifted(X, -2)
    scene = [row[0] for row in sequences(later)["scene"][0].tolist()]
    assert scene == [6, 9, 12, 12, 12]
    assert [row[0] for row in sequences(later)["flow"][0].tolist()] == [19, 21, 0, 0]
    assert [row[0] for row in sequences(earlier)["scene"][0].tolist()] == [0, 0, 0, 3, 6]
    assert [row[0] for row in sequences(earlier)["flow"][0].tolist()] == [0, 0, 15, 17]
    for other in (later, earlier):
        assert (other.medium, other.moments, other.blocks) == ("clip", X.moments, X.blocks)
        np.testing.assert_array_equal(other.found, X.found)


def test_not_at_all_and_further_than_they_are_long() -> None:
    X = features()
    np.testing.assert_array_equal(shifted(X, 0), X)
    gone = sequences(shifted(X, 99))
    assert (gone["scene"][0] == [12, 13, 14]).all()
    assert (gone["flow"] == 0).all()
    assert (np.asarray(X) == np.asarray(features())).all()  # what was given stays
