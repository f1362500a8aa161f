from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.studio.learning.teaching import Lesson, draw, jpeg, lesson, take_id
from tests.studio.seeing import SeeingBackbone
from tests.taught import tiny_backbone
from understudy.backbones.streams import Look
from understudy.errors import DataError, UnderstudyError
from understudy.project.disk import DiskFullError
from understudy.project.store import Project
from understudy.studio.learning import looking
from understudy.studio.learning.suggesting import declined
from understudy.studio.protocol import Learning, Train

DEFAULT = "efficientnet-lite0"


class Held(SeeingBackbone):
    """Looks at nothing until it may."""

    def __init__(self, seeks: Any) -> None:
        super().__init__(seeks)
        self.may_look = threading.Event()

    def look(self, image: Any, *, threads: int = 1) -> Look:
        assert self.may_look.wait(20)
        return super().look(image, threads=threads)


@pytest.fixture
def hands() -> Iterator[Held]:
    backbone = Held("hand")
    yield backbone
    backbone.may_look.set()


@pytest.fixture
def opened(tmp_path: Path, hands: Held) -> Iterator[Lesson]:
    """A project of boxes and discs, learned, which may look at hands or bodies."""
    with lesson(tmp_path / "p", tiny_backbone(DEFAULT), hands, SeeingBackbone("body")) as made:
        for name in ("box", "disc") * 2:
            made.hold(name)
        made.ready()
        yield made


def ready(opened: Lesson, number: int = 0, more: Callable[[Learning], bool] = bool) -> Learning:
    """Wait for a model of the learner of now that is later than a number."""
    return opened.ready(lambda state: state.model > number and more(state))


def answers(opened: Lesson) -> str:
    """Return the name of the backbone that answers."""
    answering = opened.learner.answering
    return answering.model.backbone.name if answering else ""


def test_the_old_model_answers_until_the_new_one_does(opened: Lesson, hands: Held) -> None:
    before = opened.learner.state()
    opened.learners.switch("hands")
    assert opened.project.backbone == opened.learner.backbone.name == "hands"
    assert answers(opened) == DEFAULT
    state = opened.told.messages[-1]
    assert isinstance(state, Learning)
    assert (state.status, state.model, state.labels) == ("learning", before.model, before.labels)
    hands.may_look.set()
    state = ready(opened, before.model)
    assert answers(opened) == "hands"
    assert state.labels == before.labels
    assert state.sentence.startswith("Recognises ")
    box, _ = opened.ids("box", "disc")
    assert opened.learner.answering.model.predict_image(draw("box", 7)).best == box


def test_with_nothing_learned_before_nothing_answers_meanwhile(tmp_path: Path, hands: Held) -> None:
    with lesson(tmp_path / "p", tiny_backbone(DEFAULT), hands) as made:
        made.hold("box")
        made.learners.switch("hands")
        assert made.learner.answering is None
        made.hold("disc")
        hands.may_look.set()
        ready(made)
        assert answers(made) == "hands"


def test_how_far_it_is_with_many_pictures(
    opened: Lesson, hands: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MANY", 4)
    monkeypatch.setattr(looking, "TOLD_EVERY_SECONDS", 0)
    hands.may_look.set()
    number = opened.learner.state().model
    opened.learners.switch("hands")
    ready(opened, number)
    told = [one for one in opened.told.messages if isinstance(one, Learning) and one.total]
    assert {one.total for one in told} == {16}
    assert [one.done for one in told] == sorted(one.done or 0 for one in told)
    assert {one.model for one in told} == {number}
    assert told[-1].sentence == "Looking at 16 pictures."


def test_takes_recorded_during_the_switch_are_learned(opened: Lesson, hands: Held) -> None:
    (box,) = opened.ids("box")
    number = opened.learner.state().model
    opened.project.begin_take(take_id(90), box, "camera", 15)
    opened.project.add_frame(take_id(90), 0, jpeg("box", 1))
    opened.learners.switch("hands")
    opened.hold("disc")
    opened.project.add_frame(take_id(90), 1, jpeg("box", 2))
    hands.may_look.set()
    opened.told.until_learning(lambda state: state.model > number and state.takes == 5)
    opened.project.end_take(take_id(90))
    assert opened.ready(lambda state: state.takes == 6).takes == 6


def test_switching_twice_quickly(opened: Lesson, hands: Held) -> None:
    number = opened.learner.state().model
    switching = threading.Thread(target=opened.learners.switch, args=["hands"])
    switching.start()
    hands.may_look.set()
    opened.learners.switch("body")
    switching.join(20)
    opened.learners.switch("body")
    ready(opened, number)
    assert opened.project.backbone == answers(opened) == "body"


def test_what_the_one_before_says_late_is_not_told(opened: Lesson, hands: Held) -> None:
    before = opened.learner
    hands.may_look.set()
    opened.learners.switch("hands")
    before._current.update(failure="Too late.")
    told = [one.sentence for one in opened.told.messages if isinstance(one, Learning)]
    assert before.state().sentence == "Too late."
    assert "Too late." not in told


def test_switching_back_looks_at_nothing_again(opened: Lesson, hands: Held) -> None:
    hands.may_look.set()
    for subject, looks in (("hands", 16), ("anything", 16), ("hands", 16)):
        number = opened.learner.state().model
        opened.learners.switch(subject)
        ready(opened, number)
        assert hands.looks == looks
    opened.close()
    with Project.open(opened.folder) as again:
        assert again.backbone == "hands"


def test_the_one_before_lets_go_of_the_project(opened: Lesson, hands: Held) -> None:
    before, listening = opened.learner, len(opened.project._core._callbacks)
    hands.may_look.set()
    opened.learners.switch("hands")
    assert not before._thread.is_alive()
    assert len(opened.project._core._callbacks) == listening


def test_what_is_trained_by_hand_is_so_again(opened: Lesson, hands: Held) -> None:
    opened.learner.train(Train(head="dense", settings={"units": [8], "epochs": 3}))
    number = opened.ready(lambda state: state.head == "dense").model
    hands.may_look.set()
    opened.learners.switch("hands")
    state = ready(opened, number, lambda state: state.head == "dense" and not state.waiting)
    assert answers(opened) == "hands"
    assert state.by_hand


def test_where_the_networks_are_missing_all_stays(opened: Lesson) -> None:
    before, revision = opened.learner, opened.project.revision
    with pytest.raises(UnderstudyError, match="make setup"):
        opened.learners.switch("hands-both")
    assert (opened.learner, opened.project.revision) == (before, revision)
    opened.hold("box")
    assert opened.ready(lambda state: state.takes == 5)
    assert (opened.project.backbone, answers(opened)) == (DEFAULT, DEFAULT)


def test_on_a_full_disk_all_stays(opened: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Project, *words: object) -> None:
        raise DiskFullError("The disk is full.")

    before = opened.learner
    monkeypatch.setattr(Project, "set_backbone", fail)
    with pytest.raises(DiskFullError):
        opened.learners.switch("hands")
    assert opened.learner is before
    opened.hold("box")
    assert opened.ready(lambda state: state.takes == 5)


def test_whoever_comes_back_to_anything_is_not_sent_away_again(opened: Lesson, hands: Held) -> None:
    hands.may_look.set()
    opened.learners.switch("hands")
    assert declined(opened.project) == 0
    opened.learners.switch("anything")
    assert declined(opened.project) == 16


def test_a_backbone_that_is_no_subject_stays_when_anything_is_asked_for(tmp_path: Path) -> None:
    with lesson(tmp_path / "p", tiny_backbone("my own")) as made:
        before = made.learner
        made.learners.switch("anything")
        assert (made.learner, made.project.backbone) == (before, "my own")


def test_closed_there_is_nothing_to_switch(opened: Lesson, hands: Held) -> None:
    hands.may_look.set()
    opened.close()
    with pytest.raises(DataError, match="closed"):
        opened.learners.switch("hands")


def test_a_switch_that_comes_while_it_is_closed_leaves_no_learner_behind(
    opened: Lesson, hands: Held
) -> None:
    hands.may_look.set()
    before = opened.learner
    opened.learners.close()
    with pytest.raises(DataError, match="closed"):  # though the project is still open
        opened.learners.switch("hands")
    assert opened.learner is before
    assert not before._thread.is_alive()


def test_many_switches_leave_nothing_behind(opened: Lesson, hands: Held) -> None:
    hands.may_look.set()
    threads, listening = threading.active_count(), len(opened.project._core._callbacks)
    gone = []
    for subject in ("hands", "body", "anything") * 5:
        gone.append(weakref.ref(opened.learner))
        opened.learners.switch(subject)
    ready(opened, 0, lambda state: answers(opened) == DEFAULT)
    gc.collect()
    assert [one for one in gone if one() is not None] == []
    assert threading.active_count() <= threads
    assert len(opened.project._core._callbacks) == listening


def test_where_learning_can_not_begin_all_stays(opened: Lesson) -> None:
    def fail(*given: Any) -> Any:
        raise MemoryError

    before = opened.learner
    opened.learners._make = fail
    with pytest.raises(MemoryError):
        opened.learners.switch("hands")
    assert (opened.learner, opened.project.backbone) == (before, DEFAULT)
    opened.hold("box")
    assert opened.ready(lambda state: state.takes == 5)
