import numpy as np
import pytest

from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.sentences import CANT_TELL
from understudy.evaluation.summary import calibration_in_words


def test_the_whole_story(make):
    truth = np.arange(120) % 2
    predicted = truth.copy()
    predicted[:7] = 1 - truth[:7]
    novelty = np.full(120, 0.2)
    novelty[:5] = 0.9
    assert make(truth, predicted, novelty=novelty).summary() == (
        "Right on 94 % of 120 pictures (between 88 % and 97 %). Answers 96 % of them and is right "
        "on 98 % of those. `left` and `up` get mixed up."
    )


def test_no_mistake(make):
    assert make([0] * 20, [0] * 20).summary() == (
        "Right on all 20 pictures (on others, at least 84 % is likely). Answers all of them."
    )


@pytest.mark.parametrize(
    ("predicted", "said"),
    [
        ([0, 0, 1], "Right on 2 of 3 pictures: too few to be sure. Answers all of them. "
                    "`left` is taken for `up` once."),
        ([0, 1, 1], "Right on 1 of 3 pictures: too few to be sure. Answers all of them. "
                    "`left` is taken for `up` 2 times."),
        ([1, 1, 1], "Right on none of 3 pictures: too few to be sure. Answers all of them. "
                    "`left` is taken for `up` 3 times."),
    ],
)  # fmt: skip
def test_few_pictures_are_counted(make, predicted, said):
    assert make([0, 0, 0], predicted).summary() == said


def test_one_picture(make):
    assert make([0], [0]).summary() == "Right on the one picture: too few to be sure."
    assert make([0], [0], novelty=0.9).summary().endswith("But it calls it unknown.")


def test_answers(make):
    truth = [0, 0, 2, 2]
    novelty = np.array([0.9, 0.1, 0.9, 0.1])
    assert (
        "Answers 50 % of them and is right on all of those."
        in make(truth, truth, novelty=novelty).summary()
    )
    background = make(truth, truth, novelty=novelty, background=frozenset({"down"}))
    assert "Answers 50 % of those that show something, rightly." in background.summary()
    assert "Calls all of them unknown." in make(truth, truth, novelty=0.9).summary()


@pytest.mark.parametrize(
    ("novelty", "said"),
    [
        ([0.9], "It calls the one picture of something never taught unknown, as it should."),
        ([0.1], "It calls the one picture of something never taught known, though it is not."),
        ([0.9, 0.1], "Of 2 pictures of things never taught, it calls 1 unknown."),
        ([0.9, 0.9], "Of 2 pictures of things never taught, it calls all unknown."),
        ([0.1, 0.1], "Of 2 pictures of things never taught, it calls none unknown."),
        (
            [0.9] * 6 + [0.1] * 34,
            "Of 40 pictures of things never taught, it calls 15 % unknown.",
        ),
    ],
)
def test_never_taught(make, novelty, said):
    never = [-1] * len(novelty)
    assert make(never, [0] * len(never), novelty=np.array(novelty)).summary() == said


def test_cross_validation(make):
    measured = CrossValidation(accuracy=0.91, takes=12)
    assert make([], [], cross_validated=measured).summary() == (
        "While teaching, tested on 12 takes left out for it: right 91 % of the time."
    )
    assert make([], [], cross_validated=CrossValidation()).summary() == CANT_TELL
    assert make([], []).summary() == CANT_TELL
    assert make([0], [0], cross_validated=CrossValidation()).summary().endswith(CANT_TELL)


def test_calibration_in_words(make):
    assert calibration_in_words(make([], [])) is None
    sure = calibration_in_words(make([0] * 10, [0, 1] * 5, confidence=0.9))
    assert sure == (
        "It is too sure of itself: on average it says 90 % and is right 50 % of the time. Bin by "
        "bin it is off by 40 points. With so few pictures this is rough."
    )
    modest = calibration_in_words(make([0] * 100, [0] * 100, confidence=0.6))
    assert modest is not None
    assert modest.startswith("It is too modest")
    assert "rough" not in modest
    honest = calibration_in_words(make([0] * 100, [0] * 100, confidence=0.999))
    assert honest is not None
    assert "less than a point" in honest


def test_sounds_are_never_called_pictures(make):
    evaluation = make([0, 1, -1, -1], [0, 1, 0, 0], novelty=[0.1, 0.1, 0.9, 0.1], medium="sound")
    said = f"{evaluation.summary()} {calibration_in_words(evaluation)}"
    assert said.startswith("Right on all 2 sounds: too few to be sure.")
    assert "Of 2 sounds of things never taught, it calls 1 unknown." in said
    assert "With so few sounds this is rough." in said
    assert "picture" not in said + make([-1], [0], medium="sound").summary()
