import numpy as np
import pytest

from tests.heads.moving import actions, features
from understudy.heads.described import Described, standard
from understudy.heads.description import COURSE, LEVEL, SPREAD
from understudy.heads.examples import check_examples

KINDS = {"scene": (SPREAD, COURSE), "flow": (LEVEL,)}
RECIPE = {"scene course": 0.5, "flow level": 0.5}


def described(X, y):
    examples, _ = check_examples(X, y, None, {})
    return Described.of(examples, KINDS)


def test_all_numbers_of_all_parts_count_alike():
    X, y = actions(each=40)
    X[:, X.blocks["flow"]] *= 1000
    found = described(X, y)
    for part, values in zip(found.parts, found.values, strict=True):
        squares = (values**2).mean(axis=0).reshape(part.numbers, -1).sum(axis=1)
        np.testing.assert_allclose(squares, 1, rtol=1e-4)
        np.testing.assert_allclose(values.mean(axis=0), 0, atol=1e-4)


def test_products_are_those_of_the_rows():
    found = described(*actions())
    _, rows = found.rows(RECIPE)
    np.testing.assert_allclose(found.products(RECIPE), rows @ rows.T, atol=1e-5)
    assert np.trace(found.products(RECIPE)) / len(rows) == pytest.approx(1, rel=1e-5)


def test_some_are_described_as_among_all():
    found = described(*actions())
    rows = np.array([3, 0, 7])
    some = found.some(rows).products(RECIPE)
    np.testing.assert_allclose(some, found.products(RECIPE)[np.ix_(rows, rows)], atol=1e-6)


def test_the_description_makes_the_same_rows():
    X, y = actions(each=70)  # more than are described at once
    description, rows = described(X, y).rows(RECIPE)
    np.testing.assert_allclose(description(np.asarray(X, np.float64)), rows, atol=1e-4)


def test_what_never_changes_stays_where_it_is():
    values = np.array([[3.0, 4, 1, 0], [3, 4, -1, 0]], np.float32)
    centre, scale = standard(values, 2)
    np.testing.assert_allclose(centre, [0, 0, 0, 0])
    np.testing.assert_allclose(scale, [0.2, 0.2, 1, 1])


def test_nothing_at_all_stays_nothing():
    X = features(np.zeros((4, 146)))
    _, rows = described(X, list("aabb")).rows(RECIPE)
    assert not rows.any()
