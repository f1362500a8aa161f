"""What every head in the registry does."""

import numpy as np
import pytest

from understudy import heads
from understudy.errors import DataError, UnderstudyError
from understudy.heads.statistics import EXEMPLARS

SETTINGS = {
    "auto": {},
    "discriminant": {},
    "logistic": {},
    "neighbors": {},
    "dense": {"epochs": 15, "learning_rate": 0.01},
}


@pytest.fixture(params=sorted(SETTINGS))
def new(request):
    """Return a function that makes a fresh head of one kind."""
    return lambda: heads.create(request.param, **SETTINGS[request.param])


def assert_same(one, other, X, atol=0.0):
    np.testing.assert_array_equal(one.classes_, other.classes_)
    np.testing.assert_allclose(one.predict_proba(X), other.predict_proba(X), rtol=0, atol=atol)
    np.testing.assert_allclose(one.novelty(X), other.novelty(X), rtol=0, atol=atol)


def assert_onnx_equal(head, run_onnx, X):
    probabilities, novelty = run_onnx(head, X)
    assert probabilities.dtype == novelty.dtype == np.float32
    np.testing.assert_allclose(probabilities, head.predict_proba(X), rtol=0, atol=1e-5)
    np.testing.assert_allclose(novelty, head.novelty(X), rtol=0, atol=1e-5)


def test_every_registered_head_is_tested():
    # That of the articles takes spectrograms only: see test_spectrogram_conv. Some take clips only:
    # see test_descriptor and test_sequence_network.
    of_clips = {name for name in heads.REGISTRY if heads.create(name).of_clips}
    assert {*SETTINGS, "spectrogram-conv", *of_clips} == set(heads.REGISTRY)
    assert heads.DEFAULT in heads.REGISTRY


def test_learns_and_answers(new, draw):
    X, y = draw()
    head = new()
    assert head.fit(X, y) is head
    assert head.classes_.tolist() == ["paper", "rock", "scissors"]
    fresh, truth = draw(each=20, seed=5)
    p = head.predict_proba(fresh)
    assert p.shape == (60, 3)
    assert p.dtype == np.float32
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(head.predict(fresh), head.classes_[p.argmax(axis=1)])
    assert head.score(fresh, truth) > 0.9
    novelty = head.novelty(fresh)
    assert novelty.shape == (60,)
    assert novelty.dtype == np.float32
    assert np.all((novelty >= 0) & (novelty <= 1))


@pytest.mark.parametrize(
    "labels", [[2, 0, 5], [True, False], [0.5, 1.5], ["b", "a"], ["mėlyna", "žalia", ""]]
)
def test_labels_of_any_kind(new, draw, labels):
    X, _ = draw(classes=len(labels))
    y = np.repeat(np.array(labels), 10)
    for given in (y, y.tolist(), y.astype(object)):
        head = new().fit(X, given)
        assert head.classes_.tolist() == sorted(labels)
        assert head.predict(X).dtype == y.dtype
        assert head.score(X, given) == 1


def test_same_again(new, draw):
    X, y = draw()
    assert_same(new().fit(X, y), new().fit(X, y), X)


def test_fit_forgets(new, draw):
    X, y = draw()
    other, names = draw(classes=2, seed=9, means_seed=4)
    assert_same(new().fit(other, names).fit(X, y), new().fit(X, y), X)


@pytest.mark.parametrize("classes", [1, 2, 7])
@pytest.mark.parametrize("each", [1, 6])
def test_onnx_equals_python(new, draw, run_onnx, classes, each):
    head = new().fit(*draw(classes=classes, each=each))
    for rows in (1, 1000):
        X = 2 * np.random.default_rng(3).normal(size=(rows, 40)).astype(np.float32)
        assert_onnx_equal(head, run_onnx, X)


def test_onnx_equals_python_after_more_examples(new, draw, run_onnx):
    X, y = draw(classes=4)
    assert_onnx_equal(new().fit(X[:20], y[:20]).partial_fit(X[20:], y[20:]), run_onnx, X)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_onnx_equals_python_with_the_same_photos_in_two_classes(new, draw, run_onnx, scale):
    X, y = draw()
    X = np.float32(scale) * np.concatenate([X, X])
    assert_onnx_equal(new().fit(X, np.concatenate([y, np.roll(y, 10)])), run_onnx, X)


@pytest.mark.parametrize("each", [1, 8])
def test_one_class(new, draw, each):
    X, y = draw(classes=1, each=each)
    head = new().fit(X, y)
    assert head.predict(X).tolist() == ["rock"] * each
    np.testing.assert_array_equal(head.predict_proba(X), np.ones((each, 1)))
    assert head.novelty(-1e4 * X[:1])[0] > 0.5 > head.novelty(X).mean()


def test_one_example_of_each_class_cannot_tell_its_accuracy(new, draw):
    X, y = draw(each=1)
    head = new().fit(X, y)
    assert head.score(X, y) == 1
    assert head.held_out_ is None
    assert head.temperature_ > 0


@pytest.mark.parametrize("X", [np.zeros((6, 5)), np.ones((6, 5)), np.full((6, 1), -7)])
def test_features_that_never_change(new, X, run_onnx):
    head = new().fit(X, list("aabbcc"))
    p = head.predict_proba(X)
    assert np.isfinite(p).all()
    assert np.ptp(p, axis=0).max() < 1e-6  # the same answer for the same features
    assert np.isfinite(head.novelty(X)).all()
    assert_onnx_equal(head, run_onnx, X)


def test_one_class_a_thousand_times_larger(new, draw):
    X, y = draw(classes=2, each=1000, d=10, apart=3)
    X, y = X[:1001], y[:1001]
    head = new().fit(X, y, groups=np.arange(1001) // 10)
    assert head.predict(X[-1:])[0] == y[-1]
    assert np.isfinite(head.predict_proba(X)).all()


def test_frames_in_time_are_flattened(new, draw):
    X, y = draw()
    assert_same(new().fit(X.reshape(30, 4, 10), y), new().fit(X, y), X)


def test_more_examples_are_as_all_at_once(new, draw):
    X, y = draw(classes=4, each=8)
    takes = np.arange(32) // 2
    head = new()
    # Take 4 goes on after others came; the class that sorts second arrives last.
    parts = (np.r_[0:9], np.r_[10:24], np.r_[9], np.r_[24:32])
    for rows in parts:
        head.partial_fit(X[rows], y[rows], takes[rows])
    order = np.concatenate(parts)
    together = new().fit(X[order], y[order], takes[order])
    assert_same(head, together, X, atol=1e-6)
    np.testing.assert_array_equal(head.held_out_.rows, together.held_out_.rows)


def test_one_more_take_of_many_is_nearly_as_all_at_once(new, draw):
    X, y = draw(each=EXEMPLARS // 2, apart=0.3)
    order = np.random.default_rng(0).permutation(len(X))
    X, y, takes = X[order], y[order], np.arange(len(X)) // 4
    head = new().fit(X[:-4], y[:-4], takes[:-4]).partial_fit(X[-4:], y[-4:], takes[-4:])
    whole = new().fit(X, y, takes)  # of other exemplars
    assert np.abs(head.predict_proba(X) - whole.predict_proba(X)).mean() < 0.03
    assert np.abs(head.novelty(X) - whole.novelty(X)).mean() < 0.1


def test_a_take_goes_on_whatever_its_name_is_wrapped_in(new, draw):
    X, y = draw(classes=2, each=4)
    takes = ["a", 1, "1", "1", "c", 2, "d", 2]  # 1 and "1" are two takes
    head = new().fit(X[:4], y[:4], takes[:4])
    head.partial_fit(X[4:], y[4:], np.array(takes[4:], dtype=object))
    assert_same(head, new().fit(X, y, list("abccdefe")), X, atol=1e-6)


def test_an_example_without_a_group_is_a_take_of_its_own(new, draw):
    X, y = draw(classes=2, each=4)
    one = new().fit(X, y, [None, None, "p", "p", None, None, "q", "q"])
    assert_same(one, new().fit(X, y, [1, 2, 3, 3, 4, 5, 6, 6]), X)


def test_what_was_given_may_be_changed_afterwards(new, draw):
    X, y = draw()
    mine, labels = X[:25].copy(), y[:25].copy()
    head = new().fit(mine, labels)
    mine[:], labels[:] = 0, "none"
    assert_same(head.partial_fit(X[25:], y[25:]), new().fit(X, y), X, atol=1e-6)


def test_refused_examples_leave_the_head_as_it_was(new, draw):
    X, y = draw()
    head = new().fit(X, y, groups=np.arange(30))
    before = head.predict_proba(X), head.novelty(X), dict(head._unit_numbers)
    with pytest.raises(DataError, match="before had 40 features a row; these have 7"):
        head.partial_fit(X[:3, :7], ["new"] * 3, ["x", "y", "z"])
    with pytest.raises(DataError, match="like 'rock', these are like 1; give all as strings"):
        head.partial_fit(X[:3], [1, 2, 3], ["x", "y", "z"])
    with pytest.raises(DataError, match="n and d at least 1"):
        head.fit(X[:0], [])
    np.testing.assert_array_equal(head.predict_proba(X), before[0])
    np.testing.assert_array_equal(head.novelty(X), before[1])
    assert head._unit_numbers == before[2]
    assert head.classes_.tolist() == ["paper", "rock", "scissors"]


def test_answers_refuse_other_features(new, draw):
    head = new().fit(*draw())
    for ask in (head.predict, head.predict_proba, head.novelty):
        with pytest.raises(DataError, match=r"fitted on 40 features a row; got 7\. Embed with the"):
            ask(np.zeros((2, 7)))
        with pytest.raises(DataError, match=r"got shape \(40,\)"):
            ask(np.zeros(40))
        with pytest.raises(DataError, match="Row 1 of the features holds NaN"):
            ask(np.array([[0.0] * 40, [np.nan] * 40]))
    with pytest.raises(DataError, match=r"2 rows of features and labels of shape \(1,\)"):
        head.score(np.zeros((2, 40)), ["rock"])


def test_before_fit(new):
    for ask in (new().predict, new().predict_proba, new().novelty):
        with pytest.raises(UnderstudyError, match=r"head is not fitted; call fit\(X, y\) first"):
            ask(np.zeros((1, 4)))
    with pytest.raises(UnderstudyError, match="is not fitted"):
        new().to_onnx()


@pytest.mark.parametrize("frames", [3, 5])  # fewer and more rows than directions are kept
def test_accuracy_on_held_out_takes_is_not_helped_by_their_own_frames(new, frames):
    # Labels are drawn per take, so that nothing but the frames of the same take tells them.
    random = np.random.default_rng(1)
    takes = np.repeat(np.arange(80), frames)
    X = random.normal(size=(80, 400)).astype(np.float32)[takes]
    y = random.permutation(np.arange(80) % 2)[takes]
    head = new().fit(X, y, groups=takes)
    assert head.score(X, y) > 0.95
    held = head.held_out_
    right = (held.probabilities.argmax(axis=1) == y[held.rows]).mean()
    deviation = 0.5 / np.sqrt(len(held.rows) / frames)  # of a coin thrown once a take
    assert abs(right - 0.5) < 3 * deviation
    assert set(takes[held.rows]).isdisjoint(np.delete(takes, held.rows))
    # Were frames held out one by one, this test would tell.
    leaky = new().fit(X, y).held_out_
    assert (leaky.probabilities.argmax(axis=1) == y[leaky.rows]).mean() > 0.9
