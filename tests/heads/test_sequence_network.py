import sys

import numpy as np
import pytest

from tests.heads.moving import actions, assert_onnx_equal, features
from understudy import heads
from understudy.errors import Cancelled, DataError, MissingExtraError, UnderstudyError
from understudy.heads.sequence_network import held_back, varied

KINDS = ("lstm", "gru", "temporal-conv")


@pytest.fixture
def torch():
    found = pytest.importorskip("torch")
    found.set_num_threads(1)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_it_learns_and_equals_its_onnx(torch, run_onnx, kind):
    X, y = actions(each=10)
    head = heads.create(kind, units=16, epochs=25, learning_rate=0.01).fit(X, y)
    fresh, truth = actions(each=25, seed=1)
    assert head.score(fresh, truth) > 0.85
    assert_onnx_equal(head, run_onnx, fresh)
    held = head.held_out_
    assert (held.probabilities.argmax(axis=1) == np.searchsorted(head.classes_, y[held.rows])).any()


@pytest.mark.parametrize("each", [1, 3])
def test_few_clips(torch, run_onnx, each):
    X, y = actions(each=each, names=("fall", "rise"))
    head = heads.create("gru", units=4, epochs=2).fit(X, y)
    assert (head.held_out_ is None) == (each == 1)
    assert_onnx_equal(head, run_onnx, X)


def test_one_class(torch):
    X, _ = actions(each=2, names=("wave",))
    head = heads.create("lstm", units=4, epochs=1).fit(X, ["wave"] * 2)
    np.testing.assert_array_equal(head.predict_proba(X), np.ones((2, 1)))


def test_training_stops_when_takes_held_back_get_no_better(torch):
    X, y = actions(each=5, names=("fall", "rise"))
    steps = []
    heads.create("temporal-conv", epochs=120, units=4, on_batch=steps.append).fit(X, y)
    assert steps[-1].epoch <= 120 == steps[0].epochs
    few = []
    heads.create("temporal-conv", epochs=70, units=4, on_batch=few.append).fit(X[3:7], y[3:7])
    assert few[-1].epoch == few[0].epochs == 50


def test_the_same_seed_gives_the_same_and_leaves_chance_alone(torch):
    X, y = actions(each=2)
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    one, again, other = (
        heads.create("gru", epochs=1, units=4, seed=seed).fit(X, y) for seed in (1, 1, 2)
    )
    assert torch.rand(1) == expected
    np.testing.assert_array_equal(one.predict_proba(X), again.predict_proba(X))
    assert not np.array_equal(one.predict_proba(X), other.predict_proba(X))


def test_it_can_be_cancelled(torch):
    X, y = actions(each=2)
    head = heads.create("lstm", cancelled=lambda: True)
    with pytest.raises(Cancelled):
        head.fit(X, y)
    assert not hasattr(head, "scorer_")


def test_training_that_runs_away_is_told(torch):
    X, y = actions(each=2)
    huge = features(1e8 * np.asarray(X))
    with pytest.raises(DataError, match="ran away to infinity"):
        heads.create("temporal-conv", learning_rate=1e30, epochs=3, units=4).fit(huge, y)


@pytest.mark.parametrize("kind", KINDS)
def test_other_features_are_refused(kind):
    with pytest.raises(DataError, match=f"{kind}' learns from clips.* the backbone 'actions'"):
        heads.create(kind).fit(np.ones((4, 9)), list("aabb"))


def test_without_pytorch_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r'pip install "understudy\[neural\]"'):
        heads.create("lstm").fit(*actions(each=2))


@pytest.mark.parametrize(
    "setting", [{"epochs": 0}, {"batch": 1.5}, {"learning_rate": -1}, {"units": 0}]
)
def test_settings_out_of_range(setting):
    (name,) = setting
    with pytest.raises(UnderstudyError, match=f"{name} is"):
        heads.create("lstm", **setting)


def test_a_fifth_of_the_takes_of_each_class_is_held_back():
    y = np.repeat([0, 1], 10)
    units = np.concatenate([np.arange(10), 10 + np.arange(10) // 2])  # ten takes, and five
    watched = held_back(y, units, seed=0)
    assert watched[:10].sum() == 2
    assert watched[10:].sum() == 2
    assert len(np.unique(units[10:][watched[10:]])) == 1
    assert not held_back(y, units // 4, seed=0).any()


def test_copies_taught_as_background_are_held_back_with_their_take():
    y = np.concatenate([np.repeat([0, 1], 5), [2], np.full(10, 2)])  # and each action again as 2
    units = np.concatenate([np.arange(11), np.arange(10)])
    assert not held_back(y, units, seed=0).any()  # the only take of background is learned
    y, units = np.append(y, [2] * 4), np.append(units, range(11, 15))
    watched = held_back(y, units, seed=0)
    assert [int(watched[:10][y[:10] == label].sum()) for label in (0, 1)] == [1, 1]
    np.testing.assert_array_equal(watched[11:21], watched[:10])
    assert watched[10] + watched[21:].sum() == 1


def test_examples_are_learned_shifted_and_at_other_speeds():
    sequences = np.random.default_rng(0).normal(size=(3, 15, 2)).astype(np.float32)
    more, labels = varied(sequences, np.array([0, 1, 2]))
    assert more.shape == (21, 15, 2)
    assert labels.tolist() == [0, 1, 2] * 7
    np.testing.assert_array_equal(more[:3], sequences)
