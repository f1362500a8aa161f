import numpy as np
import pytest

from understudy.evaluation.metrics import expected_calibration_error
from understudy.heads import calibration
from understudy.heads.calibration import fit_temperature, log_loss, softmax
from understudy.heads.discriminant import Discriminant
from understudy.heads.logistic import Logistic


def drawn(temperature, rows=4000, classes=4, seed=0):
    """Logits and labels for which the right temperature is known."""
    random = np.random.default_rng(seed)
    logits = random.normal(size=(rows, classes))
    p = softmax(logits / temperature)
    y = (p.cumsum(axis=1) > random.random((rows, 1))).argmax(axis=1)
    return logits, y


@pytest.mark.parametrize("temperature", [0.2, 0.5, 2.0])
@pytest.mark.parametrize("prior", [0.3, 1.0])
def test_many_rows_tell_the_temperature(temperature, prior):
    logits, y = drawn(temperature)
    found = fit_temperature(logits, y, len(y), prior)
    assert found == pytest.approx(temperature, rel=0.12)


def test_units_do_not_matter():
    logits, y = drawn(0.5)
    one = fit_temperature(logits, y, 50, 0.4)
    assert fit_temperature(1e-5 * logits, y, 50, 0.4e-5) == pytest.approx(1e-5 * one)


def test_the_prior_wins_over_nothing_and_over_one_class():
    assert fit_temperature(np.zeros((0, 3)), np.zeros(0, int), 0, 0.7) == 0.7
    assert fit_temperature(np.ones((5, 1)), np.zeros(5, int), 5, 0.7) == 0.7


def test_few_takes_stay_nearer_the_prior():
    logits, y = drawn(0.2)
    far = [abs(np.log(fit_temperature(logits, y, weight, 1.0))) for weight in (0, 2, 20, 2000)]
    assert far == sorted(far)
    assert far[0] == pytest.approx(0)


def test_all_wrong_is_less_sure_and_all_right_surer_but_bounded():
    logits = 3 * np.eye(3)
    right = fit_temperature(logits, np.arange(3), 1e9, 1.0)
    wrong = fit_temperature(logits, np.array([1, 2, 0]), 1e9, 1.0)
    assert right < 0.2
    assert wrong > 5
    assert np.exp(-2 * calibration.WIDEST) < right
    assert wrong < np.exp(2 * calibration.WIDEST)


def test_softmax_and_log_loss_by_hand_and_without_overflow():
    logits = np.log(np.array([[1.0, 3.0], [2.0, 2.0]]))
    np.testing.assert_allclose(softmax(logits), [[0.25, 0.75], [0.5, 0.5]])
    assert log_loss(logits, np.array([1, 0])) == pytest.approx(-np.log([0.75, 0.5]).mean())
    huge = np.array([[1e6, -1e6]])
    np.testing.assert_array_equal(softmax(huge), [[1, 0]])
    assert log_loss(huge, np.array([1])) == 2e6


@pytest.mark.parametrize("head", [Discriminant(), Logistic()])
@pytest.mark.parametrize("apart", [0.15, 0.4])
def test_probabilities_mean_what_they_say(draw, head, apart):
    X, y = draw(each=60, apart=apart)
    fresh, truth = draw(each=700, apart=apart, seed=8)
    head.fit(X, y)
    p = head.predict_proba(fresh).astype(np.float64)
    assert expected_calibration_error(p, np.searchsorted(head.classes_, truth)) < 0.06
    held = head.held_out_
    told = held.probabilities.argmax(axis=1) == np.searchsorted(head.classes_, y[held.rows])
    assert told.mean() == pytest.approx(head.score(fresh, truth), abs=0.1)
