import copy
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from understudy.types import Event, Features, Prediction

BLOCKS = {"a": slice(0, 2), "b": slice(2, 5)}
VALUES = np.arange(30, dtype=np.float32).reshape(6, 5)
FOUND = np.array([[True, i % 2 == 0] for i in range(6)])


@pytest.fixture
def X():  # noqa: N802
    return Features(VALUES.copy(), BLOCKS, FOUND.copy())


def assert_kept(picked, rows):
    assert type(picked) is Features
    assert dict(picked.blocks) == BLOCKS
    np.testing.assert_array_equal(picked, VALUES[rows])
    np.testing.assert_array_equal(picked.found, FOUND[rows])


@pytest.mark.parametrize(
    "rows",
    [slice(1, 4), slice(None, None, -2), [4, 2], [True, False] * 3, np.array([5, -1, 0]),
     np.arange(6) > 2, Ellipsis, [], slice(0, 0)],
)  # fmt: skip
def test_picking_rows_keeps_blocks_and_found(X, rows):
    rows = np.zeros(0, int) if isinstance(rows, list) and not rows else rows
    assert_kept(X[rows], rows)
    assert_kept(X[rows][::-1], np.arange(6)[rows][::-1])


@pytest.mark.parametrize(
    "index",
    [3, np.int64(3), (slice(1, 3), slice(0, 2)), (slice(None), 1), (slice(1, 3), slice(None)),
     None, [[0, 1], [2, 3]], VALUES > 3, (2, 2)],
)  # fmt: skip
def test_anything_else_is_a_plain_array(X, index):
    index = np.array(index) if isinstance(index, list) else index
    picked = X[index]
    assert not isinstance(picked, Features)
    np.testing.assert_array_equal(picked, VALUES[index])


indices = st_numpy.basic_indices((6, 5)) | st_numpy.integer_array_indices((6, 5))


@settings(max_examples=150, deadline=None)
@given(indices | st_numpy.arrays(bool, 6))
def test_picks_what_an_array_picks(index):
    X = Features(VALUES, BLOCKS, FOUND)
    picked = X[index]
    np.testing.assert_array_equal(picked, VALUES[index])
    assert np.shape(picked) == np.shape(VALUES[index])
    if isinstance(picked, Features):
        assert picked.found.shape == (len(picked), 2)
        np.testing.assert_array_equal(picked, VALUES[picked[:, 0].astype(int) // 5])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=8))
def test_found_follows_the_rows(rows):
    index = np.array(rows, dtype=int)
    assert_kept(Features(VALUES, BLOCKS, FOUND)[index], index)


def test_iterating_gives_rows(X):
    rows = list(X)
    np.testing.assert_array_equal(rows, VALUES)
    np.testing.assert_array_equal(rows[1][1:3], VALUES[1, 1:3])  # a row may be sliced
    assert [float(row[0]) for row in X] == VALUES[:, 0].tolist()


def test_arithmetic_gives_plain_arrays(X):
    for result in (X + 1, 2 * X, -X, X @ X.T, X > 3, np.exp(X), np.maximum(X, 0), X.sum(axis=0)):
        assert type(result) is np.ndarray
    np.testing.assert_array_equal(X + 1, VALUES + 1)


def test_reductions_give_numbers(X):
    for result in (X.sum(), np.mean(X), X.max(), np.linalg.norm(X), X.std()):
        assert isinstance(result, np.floating)
    assert X.sum() == VALUES.sum()


def test_joining_and_reshaping_are_arrays_like_any_other(X):
    joined = np.concatenate([X, X])
    np.testing.assert_array_equal(joined, np.concatenate([VALUES, VALUES]))
    for array in (joined, X.T, X.reshape(3, 10), X.astype(np.float64), np.asarray(X), X.ravel()):
        assert type(array[0:2]) is np.ndarray  # no rows of examples any more: no blocks
    assert type(np.asarray(X)) is np.ndarray


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda X: X.copy(), lambda X: pickle.loads(pickle.dumps(X))],  # noqa: S301
)
def test_copies_are_whole_and_independent(X, copied):
    other = copied(X)
    assert_kept(other, slice(None))
    other[0] = 99
    other.found[0] = False
    assert_kept(X, slice(None))


POSE = slice(2, 5)
POSED = VALUES.copy()
POSED[[1, 4], 2:] = 0
POSED[2, 2:4] = 0  # its last column is not 0


@pytest.fixture
def posed():
    return Features(POSED.copy(), BLOCKS, FOUND.copy(), POSE)


def test_a_pose_is_seen_where_any_of_it_is(posed):
    assert posed.seen.tolist() == [True, False, True, True, False, True]
    assert posed.seen.dtype == np.bool_
    np.testing.assert_array_equal(posed.scene, POSED[:, :2])
    assert type(posed.scene) is np.ndarray


def test_without_a_pose_to_look_for_all_are_seen(X):
    assert X.pose is None
    assert X.seen.tolist() == [True] * 6
    np.testing.assert_array_equal(X.scene, VALUES)
    assert Features(np.zeros((2, 3))).seen.all()


@pytest.mark.parametrize("rows", [slice(1, 4), [4, 2], [True, False] * 3, np.array([], int)])
def test_picking_rows_keeps_the_pose(posed, rows):
    picked = posed[rows]
    assert picked.pose == POSE
    np.testing.assert_array_equal(picked.seen, posed.seen[rows])
    np.testing.assert_array_equal(picked.scene, POSED[rows][:, :2])


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda X: X.copy(), lambda X: pickle.loads(pickle.dumps(X))],  # noqa: S301
)
def test_copies_have_the_pose(posed, copied):
    other = copied(posed)
    assert other.pose == POSE
    np.testing.assert_array_equal(other.seen, posed.seen)
    other[:, 2:] = 0
    assert posed.seen.any()


def test_what_is_no_rows_of_examples_has_no_pose(posed):
    for array in (posed + 1, posed.T, posed[:, 2:], posed[0], posed.reshape(3, 10)):
        assert getattr(array, "pose", None) is None
    assert Features(posed).pose is None  # wrapped anew, it is what is said now


def test_frames_in_time():
    X = Features(np.zeros((4, 7, 5)), BLOCKS)
    assert X.dtype == np.float32
    assert X.found.shape == (4, 2)
    assert X[1:3].found.shape == (2, 2)
    assert type(X[0]) is np.ndarray
    assert type(X[np.ones((4, 7), bool)]) is np.ndarray


def test_one_block_where_none_is_named():
    X = Features([[1, 2, 3]])
    assert dict(X.blocks) == {"features": slice(0, 3)}
    assert X.found.tolist() == [[True]]
    with pytest.raises(TypeError):
        X.blocks["more"] = slice(0, 1)


def test_shapes_that_do_not_fit():
    with pytest.raises(ValueError, match=r"at least two axes \[n, d\]; got shape \(3,\)"):
        Features([1, 2, 3])
    with pytest.raises(ValueError, match=r"found has shape \(6, 1\); expected \(6, 2\)"):
        Features(VALUES, BLOCKS, FOUND[:, :1])


def prediction(**changes):
    facts = {
        "label": "up", "confidence": 0.75, "probabilities": np.array([0.25, 0.75], np.float32),
        "labels": ("down", "up"), "novelty": 0.25,
    }  # fmt: skip
    return Prediction(**{**facts, **changes})


@pytest.mark.parametrize("found", [True, False])
@pytest.mark.parametrize(("novelty", "known"), [(0.0, True), (0.5, True), (0.51, False)])
def test_novelty_alone_decides_whether_it_is_known(novelty, found, known):
    assert prediction(novelty=novelty, found=found).known is known


def test_best_is_told_of_the_unknown_too():
    assert prediction(label=None, novelty=0.9).best == "up"


def test_predictions_as_plain_values():
    assert prediction().to_dict() == {
        "label": "up", "confidence": 0.75, "probabilities": {"down": 0.25, "up": 0.75},
        "known": True, "novelty": 0.25, "found": True,
    }  # fmt: skip
    assert prediction(found=False).to_dict()["found"] is False


def test_predictions_can_be_compared_and_hashed():
    one = prediction()
    assert one == one
    assert one != prediction()
    assert len({one, prediction()}) == 2


def test_an_event_is_plain_values_for_json():
    event = Event("rock", "start", 1.23456, 0.12345678)
    plain = {"label": "rock", "kind": "start", "seconds": 1.235, "confidence": 0.123457}
    assert event.to_dict() == plain
    assert Event("rock", "start", 1, 0, Path("a.jpg")).to_dict()["path"] == "a.jpg"


def test_rows_know_their_medium(X):
    assert X.medium == "picture"
    heard = Features(VALUES, BLOCKS, FOUND, medium="sound")
    pickled = pickle.loads(pickle.dumps(heard))  # noqa: S301 - our own
    for kept in (heard[1:3], heard.copy(), copy.deepcopy(heard), pickled):
        assert kept.medium == "sound"


def test_rows_of_clips_keep_their_moments() -> None:
    X = Features(np.zeros((3, 6)), {"scene": slice(0, 6)}, medium="clip", moments={"scene": 3})
    for kept in (X[1:], X.copy(), X.like(np.ones((2, 6)))):
        assert (kept.medium, dict(kept.moments)) == ("clip", {"scene": 3})
    assert type(X + 1) is np.ndarray
