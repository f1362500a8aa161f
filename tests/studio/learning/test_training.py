"""Heads chosen, trained by hand, and compared."""

from pathlib import Path
from typing import Any

import pytest

from tests.studio.learning.teaching import Lesson, lesson
from understudy.errors import DataError, UnderstudyError
from understudy.studio.learning import job
from understudy.studio.learning.fitting import Fitted, fit
from understudy.studio.protocol import Compare, Steps, Train

DENSE = Train(head="dense", settings={"units": [8], "epochs": 3})


def test_dense_is_trained_by_hand_step_by_step(taught: Lesson) -> None:
    taught.learner.train(DENSE)
    assert taught.learner.state().status == "learning"
    state = taught.ready(lambda state: state.head == "dense")
    assert (state.by_hand, state.settings) == (True, DENSE.settings)
    told = [one for one in taught.told.messages if isinstance(one, Steps)]
    steps = [step for one in told for step in one.steps]
    ends = [one.epoch for one in steps if one.batch == one.batches]
    assert ends == [1, 2, 3]
    taught.hold("box")
    waiting = taught.told.until_learning(lambda state: state.waiting == 1)
    assert (waiting.status, waiting.model) == ("ready", state.model)
    taught.learner.train(DENSE)
    assert taught.ready(lambda state: state.waiting == 0).model == state.model + 1


def test_what_was_trained_by_hand_is_so_again_when_opened_anew(
    taught: Lesson, tmp_path: Path
) -> None:
    taught.learner.train(DENSE)
    taught.ready(lambda state: state.head == "dense")
    taught.close()
    with lesson(tmp_path / "p") as again:
        assert again.learner.state().head == "dense"
        again.told.until(lambda: again.learner.answering is not None)  # the usual head, meanwhile
    with lesson(tmp_path / "p") as again:
        assert again.ready(lambda state: state.status == "ready").head == "dense"


def test_training_can_be_cancelled_and_the_model_stays(taught: Lesson) -> None:
    before = taught.learner.state()
    taught.learner.train(Train(head="dense", settings={"epochs": 1000}))
    taught.told.until(lambda: any(isinstance(one, Steps) for one in taught.told.messages))
    assert taught.learner.state().status == "learning"
    assert taught.learner.answering.number == before.model
    taught.hold("box")  # and the old one goes on learning
    taught.told.until(lambda: taught.learner.answering.number > before.model)
    taught.learner.cancel()
    assert taught.ready().head == "auto"


def test_takes_recorded_during_a_training_wait_for_the_next(
    taught: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fit_slowly(*arguments: Any) -> Fitted:
        fitted = fit(*arguments)
        before = taught.learner.answering.number
        taught.hold("box")
        taught.told.until(lambda: taught.learner.answering.number > before)
        return fitted

    monkeypatch.setattr(job, "fit", fit_slowly)
    taught.learner.train(DENSE)
    state = taught.told.until_learning(lambda state: state.status == "ready")
    assert (state.head, state.takes, state.waiting) == ("dense", 2, 1)


def test_a_training_ends_when_there_is_nothing_to_tell_apart(taught: Lesson) -> None:
    taught.learner.train(Train(head="dense", settings={"epochs": 1000, "batch": 1}))
    taught.told.until(lambda: any(isinstance(one, Steps) for one in taught.told.messages))
    taught.project.delete_class(taught.ids("disc")[0])
    state = taught.told.until_learning(lambda state: state.status == "empty")
    assert (state.model, state.head) == (0, "auto")


def test_a_chosen_head_is_used_again_when_opened_anew(taught: Lesson) -> None:
    taught.learner.train(Train(head="neighbors", settings={"k": 1}))
    taught.ready(lambda state: state.head == "neighbors")
    taught.close()
    with lesson(taught.folder) as again:
        state = again.ready()
        assert (state.head, state.settings, state.by_hand) == ("neighbors", {"k": 1}, False)


def test_a_head_that_fails_leaves_the_model(taught: Lesson) -> None:
    before = taught.learner.state()
    taught.learner.train(Train(head="dense", settings={"learning_rate": 1.0, "output": "sigmoid"}))
    taught.ready(lambda state: state.head == "dense")
    taught.hold("cross")
    taught.told.until_learning(lambda state: state.waiting == 1)
    taught.learner.train(Train(head="dense", settings={"output": "sigmoid"}))
    state = taught.told.until_learning(lambda state: state.status == "failed")
    assert "two classes" in state.sentence
    assert (state.model, state.accuracy) == (before.model + 1, 1.0)


@pytest.mark.parametrize(
    "wish",
    [
        Train(head="forest"),
        Train(head="dense", settings={"epochs": 0}),
        Train(head="dense", settings={"on_batch": 1}),
    ],
)
def test_wrong_wishes_are_refused(taught: Lesson, wish: Train) -> None:
    with pytest.raises(UnderstudyError):
        taught.learner.train(wish)
    with pytest.raises(UnderstudyError):
        taught.learner.compare(Compare(heads=[wish]))


def test_nothing_is_trained_from_one_class(tmp_path: Path) -> None:
    with lesson(tmp_path / "p") as opened:
        opened.hold("box")
        opened.told.until_learning(lambda state: state.sentence.startswith("Add another"))
        for ask in (
            lambda: opened.learner.train(DENSE),
            lambda: opened.learner.compare(Compare(heads=[DENSE])),
        ):
            with pytest.raises(DataError, match="Add another class"):
                ask()


def test_heads_side_by_side(taught: Lesson) -> None:
    heads = [Train(head="neighbors", settings={"k": 3}), DENSE]
    compared = taught.learner.compare(Compare(heads=heads))
    assert [(one.head, one.settings) for one in compared] == [
        ("neighbors", {"k": 3}), ("dense", DENSE.settings),
    ]  # fmt: skip
    assert all(one.fit_seconds > 0 and one.predict_milliseconds > 0 for one in compared)
    assert compared[0].accuracy == 1.0
    assert taught.learner.state().head == "auto"
