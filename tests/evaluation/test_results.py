import json

import numpy as np
import pytest

from understudy.evaluation.results import CrossValidation, Evaluation

TRUTH = [0, 0, 0, 1, 1, 2, -1, -1]
PREDICTED = [0, 0, 1, 1, 1, 0, 0, 2]
NOVELTY = np.array([0.1, 0.6, 0.1, 0.1, 0.5, 0.1, 0.9, 0.2])


@pytest.fixture
def evaluation(make) -> Evaluation:
    return make(TRUTH, PREDICTED, novelty=NOVELTY)


def test_figures_by_hand(evaluation):
    assert (evaluation.count, evaluation.right) == (6, 4)
    assert evaluation.accuracy == pytest.approx(4 / 6)
    assert evaluation.per_class == pytest.approx((2 / 3, 1.0, 0.0))
    assert evaluation.confusion.tolist() == [[2, 1, 0], [0, 2, 0], [1, 0, 0]]
    assert evaluation.answered == pytest.approx(5 / 6)
    assert evaluation.accuracy_when_answered == pytest.approx(3 / 5)
    assert evaluation.unknown_rejected == pytest.approx(1 / 2)
    assert evaluation.calibration_error == pytest.approx(0.8 - 4 / 6)


def test_background_counts_as_a_class_but_not_among_known_things(make):
    evaluation = make(TRUTH, PREDICTED, novelty=NOVELTY, background=frozenset({"up"}))
    assert evaluation.accuracy == pytest.approx(4 / 6)
    assert evaluation.answered == pytest.approx(3 / 4)
    assert evaluation.accuracy_when_answered == pytest.approx(1 / 3)


def test_pictures_of_one_take_do_not_narrow_the_interval(make):
    alone = make([0] * 40, [0] * 40)
    takes = make([0] * 40, [0] * 40, units=np.arange(40) // 10)
    assert takes.accuracy_interval[0] == pytest.approx(0.510, abs=1e-3)  # 4 of 4
    assert alone.accuracy_interval[0] > 0.9


def test_a_minute_of_noise_counts_no_more_than_a_word(make):
    truth, predicted = [0, 1] + 18 * [1], [1, 0] + 18 * [1]
    units = np.array([0, 1] + 18 * [2])
    sounds = make(truth, predicted, units=units, medium="sound")
    assert sounds.accuracy == pytest.approx(1 / 3)
    assert sounds.accuracy_interval[1] < 0.9
    said = "Right on 90 % of 20 sounds, or 33 % where each recording counts alike"
    assert said in sounds.summary()
    assert make(truth, predicted, units=units).accuracy == pytest.approx(18 / 20)


def test_nothing_never_taught_is_none(make):
    assert make([0], [0]).unknown_rejected is None


def test_no_rows_gives_none_everywhere(make):
    empty = make([], [])
    assert empty.accuracy is None
    assert empty.accuracy_when_answered is None
    assert empty.confusion.sum() == 0
    values = empty.to_dict(files=True)
    assert values["accuracy_interval"] is None
    assert values["files"] == []


def test_to_dict_is_json_and_sums_to_the_rows(make):
    evaluation = make(
        TRUTH, PREDICTED, novelty=NOVELTY, cross_validated=CrossValidation(accuracy=0.5, takes=4)
    )
    values = json.loads(json.dumps(evaluation.to_dict(files=True), allow_nan=False))
    assert np.sum(values["confusion"]["counts"]) == values["count"] == 6
    assert values["count_never_taught"] == 2
    assert values["accuracy_per_class"] == pytest.approx({"left": 2 / 3, "up": 1.0, "down": 0.0})
    assert values["cross_validated"]["takes"] == 4
    assert values["files"][1] == {
        "file": "photos/1.jpg",
        "true": "left",
        "label": None,
        "best": "left",
        "confidence": 0.8,
        "known": False,
        "novelty": 0.6,
    }
    assert values["files"][7]["true"] is None
    assert "files" not in evaluation.to_dict()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"names": ("one",)}, "names has 1 rows; expected 2"),
        ({"units": np.zeros(3)}, "units has 3 rows; expected 2"),
    ],
)
def test_columns_of_other_lengths_are_refused(make, more, message):
    with pytest.raises(ValueError, match=message):
        make([0, 1], [0, 1], **more)


def test_classes_outside_the_labels_are_refused(make):
    with pytest.raises(ValueError, match=r"truth holds a class outside -1\.\.2"):
        make([3], [0])
