import numpy as np
import pytest

from understudy.errors import UnderstudyError
from understudy.heads.logistic import Logistic, row_space


@pytest.mark.parametrize(("each", "d"), [(10, 40), (40, 6)])
@pytest.mark.parametrize("C", [0.1, 100.0])
@pytest.mark.parametrize("classes", [2, 3])
def test_equals_scikit_learn(draw, each, d, C, classes):
    linear_model = pytest.importorskip("sklearn.linear_model")
    X, y = draw(classes=classes, each=each, d=d, apart=0.5)
    head = Logistic(C=C).fit(X, y)
    scale = 1 / np.sqrt(head._statistics.variance * d)
    scaled = (X - X.mean(axis=0)) * scale
    # scikit-learn's two classes share one row of weights, which counts half as much.
    theirs = linear_model.LogisticRegression(
        C=C * (2 if classes == 2 else 1), tol=1e-9, max_iter=5000
    )
    theirs.fit(scaled, y)
    ours = head.scorer_.logits(X.astype(np.float64))
    expected = theirs.decision_function(scaled)
    if classes == 2:
        ours = ours[:, 1] - ours[:, 0]
    else:
        ours = ours - ours.mean(axis=1, keepdims=True)
        expected = expected - expected.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(ours, expected, rtol=0.01, atol=0.01)


def test_the_scale_and_place_of_features_do_not_matter(draw):
    X, y = draw(apart=0.5)
    one = Logistic().fit(X, y).predict_proba(X)
    for scale in (1e-6, 1e6):
        np.testing.assert_allclose(
            Logistic().fit(X * scale, y).predict_proba(X * scale), one, atol=1e-3
        )
    np.testing.assert_allclose(Logistic().fit(X + 1, y).score(X + 1, y), 1)


def test_row_space_keeps_products():
    X = np.random.default_rng(0).normal(size=(8, 30))
    X -= X.mean(axis=0)
    axes, coordinates = row_space(X)
    assert coordinates.shape == (8, 7)
    np.testing.assert_allclose(coordinates @ axes.T, X, atol=1e-9)
    np.testing.assert_allclose(axes.T @ axes, np.eye(7), atol=1e-9)
    assert row_space(np.zeros((3, 5)))[1].shape == (3, 0)


@pytest.mark.parametrize("C", [0, -1.0, float("nan")])
def test_bad_settings(C):
    with pytest.raises(UnderstudyError, match=r"C is .*; it must be above 0"):
        Logistic(C=C)
