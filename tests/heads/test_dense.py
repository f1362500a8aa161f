from itertools import pairwise

import numpy as np
import pytest

from understudy.errors import Cancelled, DataError, UnderstudyError
from understudy.heads.dense import Dense, Network, shuffled_batches, truncated_normal


def season(day):
    return np.array(["winter", "spring", "summer", "autumn"])[((day + 10) // 91) % 4]


def test_article_f_learns_the_seasons():
    day = np.arange(365)
    X, y = day[:, None] / 365, season(day)
    head = Dense(units=[7, 10], learning_rate=0.2, batch_fraction=0.4, epochs=200)
    assert head.fit(X, y).score(X, y) > 0.8


def test_calls_back_after_every_batch_and_loss_falls(draw):
    X, y = draw(each=7)
    steps = []
    Dense(units=8, epochs=12, batch=6, on_batch=steps.append).fit(X, y)
    assert [(s.epoch, s.batch) for s in steps] == [
        (e, b) for e in range(1, 13) for b in (1, 2, 3, 4)
    ]
    assert {(s.epochs, s.batches) for s in steps} == {(12, 4)}
    assert np.mean([s.loss for s in steps[-4:]]) < np.mean([s.loss for s in steps[:4]]) / 2
    assert steps[-1].accuracy == 1
    assert 0 <= steps[0].accuracy <= 1


@pytest.mark.parametrize(
    ("settings", "batches"),
    [({}, 2), ({"batch": 1}, 20), ({"batch": 99}, 1), ({"batch_fraction": 0.4}, 3),
     ({"batch_fraction": 1.0}, 1), ({"batch_fraction": 1e-9}, 20)],
)  # fmt: skip
def test_batch_sizes(draw, settings, batches):
    steps = []
    Dense(epochs=1, on_batch=steps.append, **settings).fit(*draw(classes=2))
    assert len(steps) == steps[0].batches == batches


@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
@pytest.mark.parametrize("output_bias", [True, False])
@pytest.mark.parametrize("units", [5, [], [16, 12, 8]])
def test_any_network(draw, units, output_bias, output, run_onnx):
    X, y = draw(classes=2, d=10)
    settings = {"epochs": 40, "learning_rate": 0.02, "batch": 5}
    head = Dense(units, output_bias=output_bias, output=output, **settings).fit(X, y)
    widths = [10, *([units] if isinstance(units, int) else units), 1 if output == "sigmoid" else 2]
    layers = head.scorer_.layers
    assert [layer.weights.shape for layer in layers] == list(pairwise(widths))
    assert bool(layers[-1].bias.any()) == output_bias
    assert head.score(X, y) == 1
    np.testing.assert_allclose(run_onnx(head, X)[0], head.predict_proba(X), rtol=0, atol=1e-5)


def test_without_hidden_layers_it_is_linear(draw):
    X, y = draw()
    head = Dense([], epochs=5).fit(X, y)
    a, b = head.scorer_.logits(np.stack([X[0], X[1], X[0] + X[1], 0 * X[0]]))[:2].astype(float)
    both, zero = head.scorer_.logits(np.stack([X[0] + X[1], 0 * X[0]]).astype(np.float64))
    np.testing.assert_allclose(both + zero, a + b, atol=1e-4)


@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("widths", [[4], [4, 6], [4, 5, 3]])
def test_gradients_are_finite_differences(monkeypatch, widths, outputs):
    random = np.random.default_rng(0)
    network = Network.new([*widths, outputs], random, output_bias=True)
    network.weights = [w.astype(np.float64) for w in network.weights]
    network.biases = [0.1 * random.normal(size=len(b)) for b in network.biases]
    X, y = random.normal(size=(9, 4)), random.integers(0, max(2, outputs), 9)
    found = []
    monkeypatch.setattr(Network, "_adam", lambda self, gradients, rate: found.append(gradients))
    network.step(X, y, 0.1)
    gradients = found[0]
    for parameter, gradient in zip([*network.weights, *network.biases], gradients, strict=True):
        for place in np.ndindex(parameter.shape):
            around = []
            for step in (1e-5, -1e-5):
                parameter[place] += step
                around.append(network.step(X, y, 0.1)[0])
                parameter[place] -= step
            assert gradient[place] == pytest.approx((around[0] - around[1]) / 2e-5, abs=1e-6)


def test_adam_is_that_of_the_paper():
    network = Network([np.ones((1, 1), np.float32)], [np.zeros(1, np.float32)], output_bias=False)
    w, m, v = 1.0, 0.0, 0.0
    for t, g in enumerate((0.5, -2.0, 1e-3), start=1):
        network._adam([np.full((1, 1), g, np.float32)], 0.1)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
        assert network.weights[0][0, 0] == pytest.approx(w, rel=1e-4)


def test_cancelling_leaves_what_was_taught_before(draw):
    X, y = draw()
    stop = [False]

    def on_batch(step):
        if stop[0] and step.epoch == 3:
            raise Cancelled("enough")

    head = Dense(epochs=5, on_batch=on_batch).fit(X[:20], y[:20])
    before = head.predict_proba(X)
    stop[0] = True
    for learn in (head.partial_fit, head.fit):
        with pytest.raises(Cancelled, match="enough"):
            learn(X[20:], y[20:])
    np.testing.assert_array_equal(head.predict_proba(X), before)
    assert head.classes_.tolist() == ["paper", "rock"]
    stop[0] = False
    fresh = Dense(epochs=5).fit(X, y).predict_proba(X)
    np.testing.assert_array_equal(head.partial_fit(X[20:], y[20:]).predict_proba(X), fresh)


def test_a_first_fit_cancelled_is_not_fitted(draw):
    def on_batch(step):
        raise Cancelled("enough")

    head = Dense(on_batch=on_batch)
    with pytest.raises(Cancelled):
        head.fit(*draw())
    with pytest.raises(UnderstudyError, match="is not fitted"):
        head.predict(draw()[0])


def test_seeds(draw):
    X, y = draw(apart=0.3)
    one, same, other = (Dense(epochs=2, seed=seed).fit(X, y) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.predict_proba(X), same.predict_proba(X))
    assert not np.array_equal(one.predict_proba(X), other.predict_proba(X))


def test_every_example_once_an_epoch():
    batches = list(shuffled_batches(10, 4, np.random.default_rng(0)))
    assert [len(batch) for batch in batches] == [4, 4, 2]
    assert sorted(np.concatenate(batches).tolist()) == list(range(10))


def test_first_weights():
    values = truncated_normal((200, 200), np.random.default_rng(0))
    assert np.abs(values).max() <= 2
    assert values.std() == pytest.approx(0.88, abs=0.01)
    weights = Network.new([400, 50, 2], np.random.default_rng(0), True).weights
    assert weights[0].std() == pytest.approx(0.88 / 20, rel=0.05)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"units": 0}, r"units is \[0\]; each must be a whole number of 1 or more"),
        ({"units": [10, -1]}, r"units is \[10, -1\]"),
        ({"units": 2.5}, r"units is \[2\.5\]"),
        ({"learning_rate": 0}, "learning_rate is 0; it must be above 0"),
        ({"learning_rate": float("nan")}, "learning_rate is nan"),
        ({"learning_rate": float("inf")}, "learning_rate is inf"),
        ({"epochs": 0}, "epochs is 0; it must be a whole number"),
        ({"epochs": 1.5}, r"epochs is 1\.5"),
        ({"batch": 0}, "batch is 0"),
        ({"batch_fraction": 0}, "batch_fraction is 0; it must be above 0 and at most 1"),
        ({"batch_fraction": 1.5}, r"batch_fraction is 1\.5"),
        ({"batch": 4, "batch_fraction": 0.5}, "both given; give one"),
        ({"output": "tanh"}, "output is 'tanh'; it must be 'softmax' or 'sigmoid'"),
    ],
)
def test_bad_settings(settings, sentence):
    with pytest.raises(UnderstudyError, match=sentence):
        Dense(**settings)


def test_numbers_of_numpy_are_numbers(draw):
    assert Dense(units=np.int64(3), epochs=np.int64(1)).fit(*draw()).units == [3]


def test_one_unit_is_for_two_classes(draw):
    for classes in (1, 3):
        with pytest.raises(
            DataError, match=f"output='sigmoid' is for two classes; there are {classes}"
        ):
            Dense(output="sigmoid").fit(*draw(classes=classes))


def test_running_away_is_said(draw):
    X, y = draw()
    with np.errstate(all="ignore"), pytest.raises(DataError, match="Training ran away to infinity"):
        Dense(learning_rate=1e38).fit(X, y)


def test_asking_to_cancel_stops_either_training_and_keeps_the_head():
    rng = np.random.default_rng(3)
    X, y = rng.standard_normal((24, 5)), np.repeat(["a", "b"], 12)
    asked = []

    def after(calls):
        asked.clear()
        return lambda: asked.append(1) or len(asked) > calls

    head = Dense(units=4, epochs=2, batch=12)
    before = head.fit(X, y).predict_proba(X)
    for calls in (1, 5):  # during the training proper, and during that for calibration
        head.cancelled = after(calls)
        with pytest.raises(Cancelled, match="as it was before"):
            head.fit(X + 1, y)
        np.testing.assert_array_equal(head.predict_proba(X), before)
