from collections import Counter

import numpy as np
import pytest

from understudy import heads
from understudy.heads.base import Head
from understudy.training import mixing
from understudy.training.mixing import Mixed
from understudy.types import Features

NAMES = [f"noise {number}" for number in range(20)]
EXAMPLES = [f"example {number}" for number in range(200)]
SHIFT = 3.0  # what noise does to every feature


def test_levels_are_always_the_same_and_of_the_whole_range() -> None:
    levels = [mixing.level(one, "noise") for one in EXAMPLES]
    assert levels == [mixing.level(one, "noise") for one in EXAMPLES]
    assert mixing.LOUD <= min(levels) < 2
    assert 13 < max(levels) <= mixing.FAINT


def test_another_noise_changes_few_partners() -> None:
    before = [NAMES[mixing.partner(one, NAMES)] for one in EXAMPLES]
    more = ["new", *NAMES]
    after = [more[mixing.partner(one, more)] for one in EXAMPLES]
    changed = [new for old, new in zip(before, after, strict=True) if new != old]
    assert set(changed) == {"new"}
    assert len(changed) < 25
    assert len(Counter(before)) == len(NAMES)


def test_what_is_cached_is_of_both_and_of_the_way_they_are_mixed() -> None:
    keys = {mixing.cache_key(*pair) for pair in [("a", "b"), ("b", "a"), ("a", "c")]}
    assert len(keys) == 3
    assert all(key.endswith(f"/{mixing.VERSION}") for key in keys)


def rows(takes: int, seed: int = 0) -> tuple[Features, np.ndarray, np.ndarray]:
    """Return features of two classes and of noise, labels and takes; four rows of each take."""
    random = np.random.default_rng(seed)
    y = np.repeat(["a", "b", "noise"], 4 * takes)
    X = random.normal(0, 0.2, (len(y), 6))
    X[:, :3] += np.eye(3)[np.repeat([0, 1, 2], 4 * takes)]
    X[y == "noise", 3:] += SHIFT
    groups = np.repeat([f"take {number}" for number in range(3 * takes)], 4)
    return Features(X, medium="sound"), y, groups


def in_noise(X: Features, y: np.ndarray, seed: int = 1) -> Mixed:
    again = np.flatnonzero(y != "noise")
    values = np.asarray(X)[again] + np.random.default_rng(seed).normal(0, 0.1, (len(again), 6))
    values[:, 3:] += SHIFT
    return Mixed(Features(values, medium="sound"), again)


def fitted(name: str, takes: int, mix: bool) -> Head:
    X, y, groups = rows(takes)
    head = heads.create(name)
    mixing.fit(head, X, y, groups, mixed=in_noise(X, y) if mix else None)
    return head


@pytest.mark.parametrize("name", ["auto", "logistic"])
def test_what_is_heard_in_noise_is_recognised_when_it_was_mixed_in(name: str) -> None:
    X, y, _ = rows(2, seed=5)
    noisy, truth = in_noise(X, y).features, y[y != "noise"]
    assert fitted(name, 2, mix=False).score(noisy, truth) < 0.6
    head = fitted(name, 2, mix=True)
    assert head.score(noisy, truth) > 0.9
    assert head.score(X, y) > 0.9


def test_only_real_examples_are_tested() -> None:
    _, y, groups = rows(2)
    held = fitted("auto", 2, mix=True).held_out_
    assert held is not None
    assert held.rows.tolist() == list(range(len(y)))
    assert len(held.rows) == len(held.folds) == len(held.probabilities) == len(held.novelty)
    for take in np.unique(groups):  # what was mixed was left out with its take, none between
        assert len(set(held.folds[groups == take])) == 1


def test_a_mixed_example_is_left_out_with_its_take() -> None:
    X, y, groups = rows(2)
    head = heads.create("discriminant")
    mixing.fit(head, X, y, groups, mixed=in_noise(X, y))
    statistics = head._statistics
    assert statistics.folds[len(y) :].tolist() == statistics.folds[: len(y)][y != "noise"].tolist()


def test_where_nothing_can_be_held_out_it_is_as_sure_as_without_noise() -> None:
    X, _, _ = rows(1)
    plain, mixed = fitted("auto", 1, mix=False), fitted("auto", 1, mix=True)
    assert mixed.held_out_ is None
    sure = [float(head.predict_proba(X).max(axis=1).mean()) for head in (plain, mixed)]
    assert sure[1] == pytest.approx(sure[0], abs=0.1)
    assert mixed.temperature_ < plain.temperature_


@pytest.mark.parametrize("nothing", [None, Mixed(Features(np.zeros((0, 6))), np.zeros(0, int))])
def test_without_anything_mixed_it_is_an_ordinary_fit(nothing: Mixed | None) -> None:
    X, y, groups = rows(2)
    head = heads.create("auto")
    mixing.fit(head, X, y, groups, mixed=nothing)
    usual = heads.create("auto").fit(X, y, groups)
    np.testing.assert_array_equal(head.predict_proba(X), usual.predict_proba(X))


def test_a_model_says_how_many_it_learned_over_again() -> None:
    X, y, _ = rows(1)
    assert mixing.provenance(None) == {}
    assert mixing.provenance(in_noise(X, y)) == {"with_noise": 8}


def test_two_kinds_over_again_are_learned_together() -> None:
    X, y, _ = rows(1)
    labels = [str(one) for one in y]
    noisy = in_noise(X, y)
    shifted = Mixed(
        Features(np.zeros((2, X.shape[1])), medium="sound"), np.array([0, 3]), ("a", "b"), "shifted"
    )
    both = mixing.together(noisy, shifted, labels)
    assert both is not None
    np.testing.assert_array_equal(both.features, np.concatenate([noisy.features, shifted.features]))
    assert both.rows.tolist() == [*noisy.rows.tolist(), 0, 3]
    assert both.labels == (*(labels[row] for row in noisy.rows), "a", "b")
    assert mixing.provenance(both) == {"with_noise": 8, "shifted": 2}
    some = both.of_rows(np.array([0, 3]))
    assert len(some.rows) == len(some.labels or ()) == len(some.made)
    assert some.rows.tolist()[-2:] == [0, 1]
    for one in (noisy, None):
        assert mixing.together(one, None, labels) is mixing.together(None, one, labels) is one
