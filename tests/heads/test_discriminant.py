import numpy as np
import pytest

from understudy.errors import UnderstudyError
from understudy.heads.base import Head
from understudy.heads.discriminant import Discriminant


def test_beta_discounts_how_examples_vary():
    # The classes differ a little in the first feature; the second varies much within both.
    random = np.random.default_rng(0)
    y = np.repeat([0, 1], 100)
    X = np.stack([y + 0.1 * random.normal(size=200), 10 * random.normal(size=200)], axis=1)
    fresh = np.stack([y + 0.1 * random.normal(size=200), 10 * random.normal(size=200)], axis=1)
    assert Discriminant(beta=1e4).fit(X, y).score(fresh, y) > 0.95
    assert Discriminant(beta=0).fit(X, y).score(fresh, y) < 0.8


def test_held_out_logits_are_those_of_training_without_the_fold(draw):
    X, y = draw(each=8)
    head = Discriminant().fit(X, y, np.arange(24) // 2)
    short = head._held_out_logits(head._statistics)
    np.testing.assert_allclose(short, Head._held_out_logits(head, head._statistics), atol=1e-4)


def test_the_scale_of_features_does_not_matter(draw):
    X, y = draw(apart=0.5)
    one, large = Discriminant().fit(X, y), Discriminant().fit(X * 1e6, y)
    np.testing.assert_allclose(one.predict_proba(X), large.predict_proba(X * 1e6), atol=1e-4)
    np.testing.assert_allclose(one.novelty(X), large.novelty(X * 1e6), atol=1e-3)


def test_usual_temperature_falls_with_takes():
    head = Discriminant()
    assert head.usual_temperature(1) > head.usual_temperature(2) > head.usual_temperature(20) > 0


@pytest.mark.parametrize("beta", [-1.0, float("nan")])
def test_bad_beta(beta):
    with pytest.raises(UnderstudyError, match=r"beta is .*; it must be 0 or more"):
        Discriminant(beta=beta)
