from pathlib import Path

import numpy as np
import pytest

from tests.studio.learning.lessons import RIGHT, fitted_to, lesson_of
from tests.studio.learning.teaching import BACKBONE, draw
from understudy.model import Model
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.fitting import answering, figures, fit_more, to_take_home
from understudy.studio.learning.lesson import Lesson

NAMES = {"a": "Kiste", "b": "日本"}


def test_fits_a_lesson() -> None:
    fitted = fitted_to(*RIGHT)
    assert fitted.labels == ["a", "b"]
    assert (fitted.figures.accuracy, fitted.figures.takes) == (1.0, 4)


def test_one_take_a_class_tells_nothing() -> None:
    assert fitted_to(*RIGHT[:2]).figures.accuracy is None


@pytest.mark.parametrize("head", ["auto", "discriminant", "neighbors"])
def test_more_takes_are_fitted_as_if_they_had_been_there(head: str) -> None:
    takes = (*RIGHT, ("a", "box"), ("c", "cross"))
    before = fitted_to(*RIGHT, choice=Choice(head))
    lesson, drawn = lesson_of(*takes)
    fitted = fit_more(before, lesson, drawn)
    at_once = fitted_to(*takes, choice=Choice(head))
    assert (fitted.labels, fitted.figures.takes) == (["a", "b", "c"], at_once.figures.takes)
    X = BACKBONE.embed([draw(label, 9) for label in ("box", "disc", "cross")])
    np.testing.assert_allclose(
        fitted.head.predict_proba(X), at_once.head.predict_proba(X), atol=1e-4
    )
    assert before.labels == ["a", "b"]
    assert before.head.predict(X[:2]).tolist() == ["a", "b"]


def test_merged_takes_are_tested_together() -> None:
    fitted = fitted_to(*RIGHT)
    together = Lesson(
        fitted.lesson.examples, ("one",) * 3 + ("two",) * 3 + ("one",) * 3 + ("two",) * 3
    )
    assert figures(fitted.head, together).takes == 2


def test_answers_with_ids() -> None:
    model = answering(fitted_to(*RIGHT), BACKBONE, {"b"})
    assert (model.labels, model.background) == (("a", "b"), {"b"})
    assert model.predict_image(draw("disc", 9)).best == "b"


def test_takes_names_home(tmp_path: Path) -> None:
    facts = {"source": "My project", "settings": {"live": {"smoothing": 0.5}}}
    made = to_take_home(
        fitted_to(*RIGHT, choice=Choice("neighbors", {"k": 3})),
        BACKBONE, NAMES, {"b"}, facts, ["0123456789abcdef0000"],
    )  # fmt: skip
    model = Model.load(made.save(tmp_path / "m.understudy"))
    assert (model.labels, model.background) == (("Kiste", "日本"), {"日本"})
    assert model.predict(draw("disc", 9)).best == "日本"
    assert model.facts["live"] == {"smoothing": 0.5}
    assert model.facts["head"]["settings"] == {"k": 3}
    assert model.facts["provenance"] == {
        "source": "My project",
        "examples": {"Kiste": 6, "日本": 6},
        "takes": {"Kiste": 2, "日本": 2},
        "merged_takes": 0,
    }
    assert model.facts["taught"] == ["0123456789abcdef"]
    assert model.facts["cross_validated"]["accuracy_per_class"] == {"Kiste": 1.0, "日本": 1.0}
