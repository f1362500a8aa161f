import numpy as np
import pytest

from understudy.errors import DataError
from understudy.heads.examples import LARGEST, Examples, as_labels, as_rows, check_examples
from understudy.heads.rows import Rows
from understudy.types import Features


def test_units_number_the_takes_in_the_order_they_come():
    X = np.zeros((5, 2))
    examples, numbers = check_examples(X, list("aabbb"), ["p", "q", "p", None, None], {})
    assert examples.units.tolist() == [0, 1, 0, 2, 3]
    assert examples.units.dtype == np.int64
    earlier = dict(numbers)
    more, later = check_examples(X[:2], ["a", "c"], ["q", "r"], numbers)
    assert more.units.tolist() == [1, 4]
    assert numbers == earlier
    assert len(later) == 5


def test_a_take_number_of_numpy_is_the_number():
    X = np.zeros((2, 2))
    _, numbers = check_examples(X, [0, 1], np.array([3, 4]), {})
    more, _ = check_examples(X, [0, 1], [4, 3], numbers)
    assert more.units.tolist() == [1, 0]


def test_examples_have_memory_of_their_own():
    X, y = np.zeros((2, 2), np.float32), np.array(["a", "b"])
    examples, _ = check_examples(X, y, None, {})
    assert not np.shares_memory(examples.X, X)
    assert not np.shares_memory(examples.y, y)


def test_rows_are_flattened_float32():
    rows = as_rows(Features(np.ones((4, 2, 3))))
    assert rows.shape == (4, 6)
    assert type(rows) is np.ndarray
    assert as_rows([[1, 2], [3, 4]]).dtype == np.float32


@pytest.mark.parametrize(
    ("X", "sentence"),
    [
        (np.zeros(3), r"got shape \(3,\)"),
        (np.zeros((0, 3)), r"got shape \(0, 3\)"),
        (np.zeros((3, 0)), r"got shape \(3, 0\)"),
        ([[0.0], [np.inf]], "Row 1 of the features holds NaN, infinity"),
        ([[np.nan], [0.0]], "Row 0 of the features holds NaN"),
        ([[0.0], [0.0], [-2 * LARGEST]], r"Row 2 of the features .* beyond 1e\+15"),
        ([[1e300]], "Row 0 of the features"),
        ([["a"]], "not an array of numbers"),
        ([[1, 2], [3]], "not an array of numbers"),
    ],
)
def test_bad_features(X, sentence):
    with pytest.raises(DataError, match=sentence):
        as_rows(X)


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        ([None, None], "Labels are of type NoneType; give all as strings or all as numbers"),
        ([1, "a"], "Labels are of type int, str"),
        (np.array(["a", 1.5], dtype=object), "Labels are of type float, str"),
        ([b"a", b"b"], "Labels are of type bytes"),
        ([1.0, np.nan], "A label is NaN or infinity"),
        ([["a", "b"]], r"Labels have shape \(1, 2\); give one label per row"),
        ("ab", r"Labels have shape \(\)"),
    ],
)
def test_bad_labels(y, sentence):
    with pytest.raises(DataError, match=sentence):
        as_labels(y)


def test_bad_lengths_and_groups():
    X = np.zeros((2, 3))
    with pytest.raises(DataError, match=r"2 rows of features and labels of shape \(3,\)"):
        check_examples(X, [0, 1, 2], None, {})
    with pytest.raises(DataError, match="2 rows of features and 1 groups"):
        check_examples(X, [0, 1], [0], {})
    with pytest.raises(DataError, match="A group is 'ndarray'; give one number or name per row"):
        check_examples(X, [0, 1], np.zeros((2, 2)), {})


def test_joining():
    one = Examples(Rows.of(np.zeros((1, 2), np.float32)), np.array(["a"]), np.array([0]))
    two = Examples(Rows.of(np.ones((1, 2), np.float32)), np.array(["longer"]), np.array([1]))
    both = one.followed_by(two)
    assert both.y.tolist() == ["a", "longer"]
    assert both.X.tolist() == [[0, 0], [1, 1]]
    with pytest.raises(DataError, match="like 'a', these are like 7"):
        one.followed_by(Examples(one.rows, np.array([7]), one.units))


def test_columns_of_a_pose_are_those_of_the_features():
    X = Features(np.ones((2, 5)), None, None, slice(3, 5))
    posed, numbers = check_examples(X, ["a", "b"], None, {})
    plain, _ = check_examples(np.ones((2, 5)), ["a", "b"], None, numbers)
    assert (posed.pose, plain.pose) == (slice(3, 5), None)
    assert posed.followed_by(posed).pose == slice(3, 5)
    for one, other in ((posed, plain), (plain, posed)):
        with pytest.raises(DataError, match=r"a pose in different columns\. Embed all"):
            one.followed_by(other)
