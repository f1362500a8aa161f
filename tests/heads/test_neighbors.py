import numpy as np
import pytest

from understudy.errors import UnderstudyError
from understudy.heads.base import Head
from understudy.heads.neighbors import Neighbors, unit_rows


@pytest.mark.parametrize("k", [1, 3, 100])
def test_votes_as_scikit_learn(draw, k):
    neighbors = pytest.importorskip("sklearn.neighbors")
    X, y = draw(apart=0.3)
    fresh, _ = draw(apart=0.3, each=40, seed=3)
    head = Neighbors(k=k).fit(X, y)

    def weights(distances):  # of unit rows: cosine = 1 - distance^2 / 2
        cosine = 1 - distances**2 / 2
        return np.exp(20 * (cosine - cosine.max(axis=1, keepdims=True)))

    theirs = neighbors.KNeighborsClassifier(min(k, 30), weights=weights, algorithm="brute")
    theirs.fit(unit_rows(X), y)
    assert (head.predict(fresh) == theirs.predict(unit_rows(fresh))).mean() > 0.98


def test_held_out_logits_are_those_of_training_without_the_fold(draw):
    X, y = draw(each=8)
    head = Neighbors().fit(X, y, np.arange(24) // 2)
    short = head._held_out_logits(head._statistics)
    np.testing.assert_allclose(short, Head._held_out_logits(head, head._statistics), atol=0.02)


def test_examples_are_kept_in_half_precision(draw):
    head = Neighbors().fit(*draw())
    assert head.scorer_.examples.dtype == np.float16
    assert head.scorer_.k == 5
    assert Neighbors(k=9).fit(*draw(each=2)).scorer_.k == 6


def test_unit_rows():
    rows = unit_rows(np.array([[3, 4], [0, 0]], np.float32))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0]], rtol=1e-6)


def test_bad_k():
    with pytest.raises(UnderstudyError, match="k is 0; it must be 1 or more"):
        Neighbors(k=0)
