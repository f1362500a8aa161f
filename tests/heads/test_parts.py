"""Every registered head, of features in which a part may be missing."""

import copy

import numpy as np
import pytest

from tests.heads.posed import (
    COLUMNS,
    SCENE,
    assert_onnx_equal,
    assert_same,
    elsewhere,
    features,
    gestures,
    hidden,
    mixed,
)
from understudy import heads
from understudy.errors import DataError
from understudy.heads.dense import Dense
from understudy.heads.discriminant import Discriminant
from understudy.heads.parts import has_pose, weighted
from understudy.types import Features

SETTINGS = {"dense": {"epochs": 15, "learning_rate": 0.01}}
EVERY = sorted(heads.suited(Features(np.zeros((1, 2)))))  # those that take poses


@pytest.fixture(params=EVERY)
def new(request):
    """Return a function that makes a fresh head of one kind."""
    return lambda: heads.create(request.param, **SETTINGS.get(request.param, {}))


def test_gestures_are_told_by_their_pose_in_any_scene(new):
    X, y = mixed()
    head = new().fit(X, y)
    fresh, truth = gestures(each=20, seed=3)
    assert head.score(fresh, truth) > 0.95
    assert head.score(elsewhere(fresh), truth) > 0.8
    assert head.novelty(elsewhere(fresh)).mean() < 0.5  # novelty is of the pose alone
    np.testing.assert_array_equal(head.novelty(elsewhere(fresh, 7)), head.novelty(fresh))


def test_without_a_pose_only_what_was_taught_without_one_is_known(new):
    X, y = mixed()
    head = new().fit(X, y)
    fresh, truth = mixed(seed=4)
    fresh = hidden(fresh, np.arange(len(truth)))
    best, novelty = head.predict(fresh), head.novelty(fresh)
    assert (novelty[best != "nothing"] == 1).all()
    assert (best != "nothing").any()
    nothing = truth == "nothing"
    assert (best[nothing] == "nothing").all()
    assert np.median(novelty[nothing]) <= 0.5


def test_what_is_far_from_everything_taught_without_a_pose_is_unknown_too(new):
    X, y = mixed()
    head = new().fit(X, y)
    far = hidden(1000 * np.asarray(X[-8:]), np.arange(8))  # along the direction of "nothing"
    assert (head.novelty(far) > 0.5).all()


def test_a_strange_pose_is_unknown(new):
    X, y = mixed()
    strange = np.array(gestures(each=8)[0])
    strange[:, COLUMNS] *= -4
    assert (new().fit(X, y).novelty(features(strange)) > 0.5).all()


def test_a_pose_never_makes_a_class_that_was_always_taught_without(new):
    X, y = mixed()
    p = new().fit(X, y).predict_proba(gestures(each=20, seed=6)[0])
    np.testing.assert_array_equal(p[:, 1], 0)  # fist, nothing, palm, point
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("share", [3, 4])
def test_from_half_without_on_a_class_may_be_known_without(share):
    X, y = gestures(each=8)
    head = Discriminant().fit(hidden(X, range(share)), y)  # of eight fists
    blind = hidden(X, range(8))[:8]
    assert (head.predict(blind) == "fist").all()
    assert (head.novelty(blind) < 1).all() == (share == 4)


@pytest.mark.parametrize("takes", range(1, 7))
def test_the_scene_counts_more_with_more_takes(takes):
    X, y = gestures(each=12)
    weights = [1.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0]
    rows = np.random.default_rng(0).normal(size=(5, X.shape[1])).astype(np.float32)
    moved = rows.copy()
    moved[:, :SCENE] += 1
    number = np.arange(len(y))
    head = Discriminant().fit(X, y, number % takes + takes * (number // 12))
    assert head._parts.scene_weight == pytest.approx(weights[takes])
    assert np.abs(head.predict_proba(rows) - head.predict_proba(moved)).max() > 0


def test_takes_count_on_average():
    X, y = gestures(classes=2, each=6)
    takes = [0, 0, 0, 1, 1, 1, *range(2, 8)]  # two of the one, six of the other
    assert Discriminant().fit(X, y, takes)._parts.scene_weight == pytest.approx(0.8)


@pytest.mark.parametrize("classes", [1, 2, 4])
@pytest.mark.parametrize("each", [1, 6])
def test_onnx_equals_python(new, run_onnx, classes, each):
    X, y = gestures(classes, each)
    head = new().fit(X, y)
    probe = np.concatenate([elsewhere(gestures(4, 20, 2)[0], strength=3), hidden(X, range(len(y)))])
    assert_onnx_equal(head, run_onnx, features(probe))
    assert_onnx_equal(head, run_onnx, features(probe)[:1])


def test_onnx_equals_python_where_a_class_has_no_pose(new, run_onnx):
    X, y = mixed()
    head = new().fit(X, y)
    for rows in (X, hidden(X, range(len(y))), gestures()[0], -2 * np.asarray(X)):
        assert_onnx_equal(head, run_onnx, rows)


def test_of_numbers_as_small_as_they_come_a_pose_is_one(new, run_onnx):
    X, y = mixed()
    head = new().fit(X, y)
    tiny = np.array(hidden(X, range(len(y))))
    tiny[:, COLUMNS.stop - 1] = np.float32(1e-37)
    assert has_pose(tiny, COLUMNS).all()
    assert_onnx_equal(head, run_onnx, tiny)


def test_where_no_picture_shows_a_pose_the_scene_decides(new, run_onnx):
    X, y = gestures(each=10)
    blind = hidden(X, range(len(y)))
    head = new().fit(blind, y)
    plain = new().fit(np.asarray(X)[:, :SCENE], y)
    np.testing.assert_allclose(
        head.predict_proba(blind), plain.predict_proba(np.asarray(X)[:, :SCENE]), atol=1e-6
    )
    np.testing.assert_array_equal(head.predict_proba(X), head.predict_proba(blind))
    assert (head.novelty(blind) < 0.5).mean() > 0.8
    np.testing.assert_array_equal(head.held_out_.rows, plain.held_out_.rows)
    for rows in (X, blind):
        assert_onnx_equal(head, run_onnx, rows)
    # Then a pose is shown after all.
    again = gestures(each=10, seed=1)
    head.partial_fit(again[0], again[1])
    assert_onnx_equal(head, run_onnx, X)
    assert head.score(again[0], again[1]) > 0.9
    both = features(np.concatenate([blind, again[0]]))
    assert_same(head, new().fit(both, [*y, *again[1]]), both)


@pytest.mark.parametrize("unseen", [(), (0, 3), range(6)])
def test_one_class_only(new, run_onnx, unseen):
    X, y = gestures(1, 6)
    X = hidden(X, unseen)
    head = new().fit(X, y)
    np.testing.assert_array_equal(head.predict_proba(X), np.ones((6, 1)))
    strange = np.array(X)
    strange[:, COLUMNS] *= -5
    if len(unseen) < 6:
        assert (head.novelty(strange)[X.seen] > 0.5).all()
    assert (head.novelty(hidden(X, range(6))) == 1).all() == (len(unseen) < 3)
    assert_onnx_equal(head, run_onnx, strange)


@pytest.mark.parametrize("labels", [[2, 0, 5], [0.5, 1.5, -1.0], [True, False], ["b", "a", ""]])
def test_labels_of_any_kind(new, labels):
    X, _ = gestures(len(labels), 8)
    y = np.repeat(np.array(labels), 8)
    X = hidden(X, np.r_[0:8, 9])  # the first class never shows a pose
    head = new().fit(X, y)
    assert head.classes_.tolist() == sorted(labels)
    assert head.predict(X).dtype == y.dtype
    assert head.score(X, y) > 0.9


def test_held_out_rows_are_sorted_and_unique_and_of_takes_left_out(new):
    X, y = mixed(each=9)
    takes = np.arange(len(y)) // 3
    kept = (y != "palm") | (takes == takes[y == "palm"][0])  # a class of one take
    head = new().fit(X[kept], y[kept], takes[kept])
    held = head.held_out_
    assert (np.diff(held.rows) > 0).all()
    assert held.folds.shape == held.novelty.shape == held.rows.shape
    assert held.probabilities.shape == (len(held.rows), 4)
    np.testing.assert_allclose(held.probabilities.sum(axis=1), 1, atol=1e-6)
    assert held.novelty.dtype == held.probabilities.dtype == np.float32
    assert ((held.novelty >= 0) & (held.novelty <= 1)).all()
    assert not (y[kept][held.rows] == "palm").any()
    if head.calibration_folds >= 5:
        tested = set(held.rows.tolist())
        assert tested >= set(np.flatnonzero(y[kept] != "palm").tolist())
    # What was held out without a pose is known only as what was taught without.
    unseen = ~X[kept].seen[held.rows]
    best = head.classes_[held.probabilities.argmax(axis=1)]
    assert (held.novelty[unseen & (best != "nothing")] == 1).all()
    assert (best == y[kept][held.rows])[~unseen].mean() > 0.9


def test_both_parts_are_held_out_as_often(new):
    X, y = gestures(each=40)
    X = hidden(X, np.flatnonzero(np.random.default_rng(0).random(120) < 0.4))
    held = new().fit(X, y).held_out_
    assert (~X.seen[held.rows]).mean() == pytest.approx((~X.seen).mean(), abs=0.15)


@pytest.mark.parametrize("unseen", [0, 0.3, 1])
def test_accuracy_on_held_out_takes_is_not_helped_by_their_own_frames(new, unseen):
    # Labels are drawn per take, so that nothing but the frames of the same take tells them.
    random = np.random.default_rng(1)
    takes = np.repeat(np.arange(80), 3)
    X = random.normal(size=(80, 200)).astype(np.float32)[takes]
    X[random.random(240) < unseen, 120:] = 0
    y = random.permutation(np.arange(80) % 2)[takes]
    head = new().fit(Features(X, None, None, slice(120, 200)), y, groups=takes)
    held = head.held_out_
    right = (held.probabilities.argmax(axis=1) == y[held.rows]).mean()
    assert abs(right - 0.5) < 3 * 0.5 / np.sqrt(len(held.rows) / 3)
    assert head.score(X, y) > 0.9


def test_plain_rows_are_judged_as_features_are(new):
    X, y = mixed()
    head = new().fit(X, y)
    np.testing.assert_array_equal(head.predict_proba(np.asarray(X)), head.predict_proba(X))


def test_settings_reach_the_part_that_decides():
    X, y = mixed(each=6)
    ignoring, heeding = (heads.create("discriminant", beta=beta).fit(X, y) for beta in (0, 100))
    rows = gestures(seed=7)[0]
    assert np.abs(ignoring.predict_proba(rows) - heeding.predict_proba(rows)).max() > 1e-3
    seen = []
    heads.create("dense", epochs=2, on_batch=seen.append).fit(X, y)
    assert seen


def test_auto_says_what_it_chose():
    head = heads.create("auto").fit(*mixed(each=6))
    assert head.chosen_ in [candidate.name for candidate in head.candidates_]
    assert head.reason_


def test_what_shares_of_takes_pass_as_known_is_asked_of_both_parts():
    X, y = mixed(each=20)
    strict, lax = Discriminant(), Discriminant()
    strict.known_share, lax.known_share = 0.5, 0.99
    strict.fit(X, y), lax.fit(X, y)
    for rows in (X[X.seen], X[~X.seen & (y == "nothing")]):
        assert (strict.novelty(rows) > 2 * lax.novelty(rows)).all()


def test_weighted_leaves_what_it_was_given():
    X = np.ones((2, 36), np.float32)
    rows = weighted(X, COLUMNS, 0.2)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows[:, :SCENE], 0.2)
    np.testing.assert_array_equal(rows[:, COLUMNS], 1)
    np.testing.assert_array_equal(X, 1)


def test_two_classes_as_one_unit_when_one_of_them_shows_no_pose(run_onnx):
    X, y = mixed(classes=1)
    head = Dense(output="sigmoid", units=8, epochs=5).fit(X, y)
    assert list(head.predict(gestures(1, 4, 6)[0])) == ["fist"] * 4
    assert (head.predict(X[y == "nothing"]) == "nothing").all()
    assert_onnx_equal(head, run_onnx, X)
    more, labels = gestures(1, 6, 3)
    assert_same(
        copy.copy(head).partial_fit(more, labels),
        Dense(output="sigmoid", units=8, epochs=5).fit(
            features(np.concatenate([X, more])), np.append(y, labels)
        ),
        X,
    )


def test_one_unit_for_one_class_in_all_is_still_refused():
    with pytest.raises(DataError, match="for two classes; there are 1"):
        Dense(output="sigmoid").fit(*gestures(classes=1))
