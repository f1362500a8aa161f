import numpy as np
import pytest

from understudy.heads.auto import MOST_FOR_NEIGHBORS, Auto, candidates, choose, right_by_take
from understudy.heads.discriminant import BETA, Discriminant
from understudy.heads.statistics import Statistics

DEFAULT = f"discriminant (beta {BETA:g})"


def shares(*values):
    return np.array(values, dtype=float)


def test_the_default_is_kept_unless_another_is_clearly_better():
    base = shares(0.5, 0.5, 0.5, 0.5)
    better, mixed = shares(0.9, 1.0, 0.9, 1.0), shares(1.0, 0.0, 1.0, 0.5)
    name, reason = choose({"usual": base, "mixed": mixed}, "usual")
    assert (name, reason) == (
        "usual", "on takes held out no other was clearly better"
    )  # fmt: skip
    name, reason = choose({"usual": base, "mixed": mixed, "better": better}, "usual")
    assert name == "better"
    assert reason == "on takes held out clearly better than usual, by 45% of them"


def test_of_several_better_ones_the_best():
    right = {"usual": shares(0, 0, 0, 0), "b": shares(1, 1, 1, 0.9), "c": shares(1, 1, 1, 1)}
    assert choose(right, "usual")[0] == "c"


def test_a_tie_goes_to_the_default():
    assert choose({"usual": shares(1, 1), "same": shares(1, 1)}, "usual")[0] == "usual"


@pytest.mark.parametrize("takes", [0, 1])
def test_too_few_takes_to_choose_by(takes):
    name, reason = choose({"usual": np.zeros(takes), "better": np.ones(takes)}, "usual")
    assert name == "usual"
    assert ("nothing to compare by" in reason) == (takes == 0)


def test_right_by_take_counts_each_take_once_and_only_those_held_out():
    y, units = np.array([0, 0, 0, 1, 1]), np.array([7, 7, 7, 8, 9])
    logits = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [np.nan, np.nan]], dtype=float)
    assert right_by_take(y, units, logits).tolist() == pytest.approx([2 / 3, 1])
    assert len(right_by_take(y, units, np.full((5, 2), np.nan))) == 0


@pytest.fixture
def crossed():
    """Classes that are each two opposite clumps: every mean is in the middle."""
    random = np.random.default_rng(0)
    y = np.arange(48) % 2
    side = np.where(np.arange(48) // 2 % 2, 8.0, -8.0)
    X = random.normal(size=(48, 12))
    X[np.arange(48), y] += side
    return X.astype(np.float32), np.array(["plus", "minus"])[y]


def test_neighbors_where_classes_have_several_clumps(crossed):
    X, y = crossed
    head = Auto().fit(X, y)
    assert head.chosen_ == "neighbors (k 5)"
    assert head.score(X, y) == 1
    assert f"better than {DEFAULT}" in head.reason_
    by_name = {candidate.name: candidate for candidate in head.candidates_}
    assert by_name[head.chosen_].accuracy > 0.95 > by_name[DEFAULT].accuracy
    assert head.usual_temperature(3) == by_name[head.chosen_].head.usual_temperature(3)


def test_it_answers_as_the_head_it_chose(crossed, draw):
    for X, y in (crossed, draw()):
        head = Auto().fit(X, y)
        chosen = next(c.head for c in head.candidates_ if c.name == head.chosen_).fit(X, y)
        np.testing.assert_allclose(head.predict_proba(X), chosen.predict_proba(X), atol=1e-6)
        np.testing.assert_array_equal(head.held_out_.rows, chosen.held_out_.rows)
        np.testing.assert_allclose(
            head.held_out_.probabilities, chosen.held_out_.probabilities, atol=1e-5
        )


def test_the_default_where_all_are_right(draw):
    X, y = draw(apart=4)
    head = Auto().fit(X, y)
    assert head.chosen_ == head.candidates_[0].name == DEFAULT
    assert head.reason_ == "on takes held out no other was clearly better"


def test_the_default_where_nothing_can_be_held_out(draw):
    head = Auto().fit(*draw(each=1))
    assert head.chosen_ == DEFAULT
    assert [candidate.accuracy for candidate in head.candidates_] == [None] * 4
    assert head.reason_.startswith("the usual choice; with one take of each class")


def test_many_examples_are_not_compared_pair_by_pair():
    n = MOST_FOR_NEIGHBORS + 1
    X, y = np.zeros((n, 2), np.float32), np.arange(n) % 2
    statistics = Statistics.of(X, y, 2, np.arange(n), np.full(n, -1))
    heads = candidates(statistics)
    assert all(isinstance(head, Discriminant) for head in heads.values())
    assert next(iter(heads)) == DEFAULT
