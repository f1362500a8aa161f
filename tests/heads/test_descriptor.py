import numpy as np
import pytest

from tests.heads.moving import BLOCKS, NAMES, actions, assert_onnx_equal, features
from understudy import heads
from understudy.errors import DataError
from understudy.heads.described import Described
from understudy.heads.descriptor import Descriptor, left_out
from understudy.heads.examples import check_examples
from understudy.heads.recipes import KINDS, recipes
from understudy.heads.ridge import USUAL_PENALTY
from understudy.heads.statistics import Statistics
from understudy.project.splits import take_folds
from understudy.types import Features


@pytest.mark.parametrize(("each", "least"), [(1, 0.7), (3, 0.9), (8, 0.95)])
def test_it_learns_from_few_clips(run_onnx, each, least):
    X, y = actions(each)
    head = heads.create("descriptor").fit(X, y)
    fresh, truth = actions(50, seed=1)
    assert head.score(fresh, truth) > least
    assert_onnx_equal(head, run_onnx, fresh)


def test_the_room_does_not_matter():
    X, y = actions(8)
    head = heads.create("descriptor").fit(X, y)
    fresh, truth = actions(30, seed=1)
    elsewhere = np.array(fresh)
    elsewhere[:, BLOCKS["scene"]] += np.tile([9, -7, 5, -9, 7, -5], 15)
    assert head.chosen_ == "movement"
    assert head.score(features(elsewhere), truth) > 0.95


def test_the_scene_counts_where_it_tells():
    X, _ = actions(12, names=("rise",), noise=0.2)
    labels = np.where(np.arange(12) % 2, "kitchen", "office")
    rooms = np.array(X)
    rooms[:, BLOCKS["scene"]] += np.where(labels == "office", 3.0, -3.0)[:, None]
    head = heads.create("descriptor").fit(features(rooms), labels)
    assert head.chosen_ == "movement and the scene"
    assert "clearly better than movement" in head.reason_
    by_name = {one.name: one.accuracy for one in head.candidates_}
    assert by_name["movement and the scene"] == 1 > by_name["movement"]


def test_with_one_clip_of_each_nothing_is_compared():
    head = heads.create("descriptor").fit(*actions(1))
    assert head.chosen_ == "movement"
    assert {one.accuracy for one in head.candidates_} == {None}
    assert head.held_out_ is None
    assert head.reason_.startswith("the usual choice; with one take")


def test_what_is_held_out_was_not_taught(monkeypatch):
    monkeypatch.setattr("understudy.heads.ridge.PENALTIES", (USUAL_PENALTY,))
    X, y = actions(4, noise=1.0)
    examples, _ = check_examples(X, y, np.repeat(np.arange(8), 2), {})
    units, indices = examples.units, np.searchsorted(NAMES, y)
    described, head = Described.of(examples, KINDS), Descriptor()
    recipe = head.choose(described, indices, 4, units, take_folds(indices, units))
    _, rows = described.rows(recipe)
    for take in range(8):
        alone = Statistics.of(rows, indices, 4, units, np.where(units == take, 0, -1))
        scores = head.train(alone, fold=0).logits(rows[units == take].astype(float))
        # Not quite the same: the penalty is in units of what was taught.
        np.testing.assert_allclose(head._ridge.held_out[units == take], scores, atol=0.15)


def test_windows_of_one_take_are_left_out_together():
    units = np.array([4, 7, 4, 2, 7, 9])
    folds = np.array([0, 1, 0, -1, 1, 0])
    assert [rows.tolist() for rows in left_out(units, folds)] == [[0, 2], [1, 4], [5]]
    assert left_out(units, np.full(6, -1)) == []


def test_windows_of_one_take_do_not_help_accuracy():
    random = np.random.default_rng(2)
    takes = np.repeat(np.arange(60), 4)
    X = features(random.normal(size=(60, 146))[takes] + 0.01 * random.normal(size=(240, 146)))
    y = random.permutation(np.arange(60) % 2)[takes]
    head = heads.create("descriptor").fit(X, y, groups=takes)
    held = head.held_out_
    right = (held.probabilities.argmax(axis=1) == y[held.rows]).mean()
    assert abs(right - 0.5) < 3 * 0.5 / np.sqrt(60)
    assert head.score(X, y) > 0.9


@pytest.mark.parametrize("each", [1, 6])
def test_one_class(run_onnx, each):
    X, y = actions(each, names=("wave",))
    head = heads.create("descriptor").fit(X, y)
    np.testing.assert_array_equal(head.predict_proba(X), np.ones((each, 1)))
    assert head.novelty(X).mean() < 0.5
    assert head.novelty(features(-9 * np.asarray(X)))[0] > 0.5
    assert_onnx_equal(head, run_onnx, X)


def test_unequal_classes():
    X, y = actions(40, names=("still",))
    few, labels = actions(3, seed=1, names=("fall", "rise"))
    both = features(np.concatenate([X, few]))
    groups = [0] * 40 + list(range(1, 7))
    head = heads.create("descriptor").fit(both, np.append(y, labels), groups)
    fresh, truth = actions(30, seed=2, names=("fall", "rise", "still"))
    assert head.score(fresh, truth) > 0.9
    assert set(head.held_out_.rows) == set(range(40, 46))  # of "still" there is one take


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_clips_in_which_nothing_ever_moves(run_onnx, value):
    X = features(np.full((6, 146), value))
    head = heads.create("descriptor").fit(X, list("aabbcc"))
    p = head.predict_proba(X)
    assert np.ptp(p, axis=0).max() < 1e-6
    assert np.isfinite(head.novelty(X)).all()
    assert_onnx_equal(head, run_onnx, X)


def test_more_clips_are_as_all_at_once():
    X, y = actions(6)
    order = np.random.default_rng(0).permutation(len(y))
    X, y = X[order], y[order]
    one = heads.create("descriptor").fit(X[:10], y[:10]).partial_fit(X[10:], y[10:])
    whole = heads.create("descriptor").fit(X, y)
    np.testing.assert_array_equal(one.predict_proba(X), whole.predict_proba(X))
    np.testing.assert_array_equal(one.novelty(X), whole.novelty(X))


def test_poses_that_are_never_found_change_nothing():
    X, y = actions(5)
    blocks = BLOCKS | {"pose": slice(146, 161), "place": slice(161, 221)}
    moments = dict(X.moments) | {"pose": 15, "place": 15}
    wide = Features(
        np.concatenate([X, np.zeros((len(y), 75))], axis=1), blocks, medium="clip", moments=moments
    )
    plain, posed = (heads.create("descriptor").fit(rows, y) for rows in (X, wide))
    assert posed.chosen_ == plain.chosen_ == "movement"
    assert len(posed.candidates_) == 7
    np.testing.assert_allclose(plain.predict_proba(X), posed.predict_proba(wide), atol=1e-6)


def test_of_many_clips_some_say_what_counts_and_all_are_learned(monkeypatch):
    monkeypatch.setattr("understudy.heads.descriptor.MOST_FOR_CHOOSING", 12)
    X, y = actions(6)
    head = heads.create("descriptor").fit(X, y)
    assert head.chosen_ == "movement"
    assert len(head.held_out_.rows) == 24
    monkeypatch.undo()
    whole = heads.create("descriptor").fit(X, y)
    np.testing.assert_allclose(head.predict_proba(X), whole.predict_proba(X), atol=1e-6)


def test_other_features_are_refused():
    with pytest.raises(DataError, match=r"learns from clips.* Use it with the backbone 'actions'"):
        heads.create("descriptor").fit(np.ones((4, 9)), list("aabb"))
    foreign = Features(np.ones((4, 30)), {"smell": slice(0, 30)}, moments={"smell": 15})
    with pytest.raises(DataError, match=r"have the blocks smell; at least one of scene, flow"):
        heads.create("descriptor").fit(foreign, list("aabb"))


def test_recipes_are_for_the_blocks_of_the_clips():
    head = heads.create("descriptor").fit(*actions(2))
    assert [one.name for one in head.candidates_] == list(recipes({"scene", "flow"}))
    assert set(head.classes_) == set(NAMES)
