from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.learning.lessons import RIGHT, fitted_to
from tests.studio.learning.teaching import BACKBONE
from understudy.project.store import Project
from understudy.studio.learning.choice import USUAL
from understudy.studio.learning.current import Answering, Current, background_of, names_of
from understudy.studio.learning.fitting import answering
from understudy.studio.protocol import Learning, Message


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", "Test") as made:
        made.add_class("box")
        yield made


@pytest.fixture
def told() -> list[Message]:
    return []


@pytest.fixture
def current(project: Project, told: list[Message]) -> Current:
    return Current(project, BACKBONE, told.append, USUAL)


def test_tells_only_what_is_new(current: Current, told: list[Message]) -> None:
    current.update(busy=False)
    current.update(busy=False)
    assert [one.status for one in told if isinstance(one, Learning)] == ["empty"]
    assert current.state() == told[0]


def test_names_are_those_of_now(current: Current, project: Project) -> None:
    current.update(busy=False)
    assert "`box`" in current.state().sentence
    project.change_class(project.classes[0].id, name="Kiste")
    assert "`Kiste`" in current.state().sentence


def test_a_model_is_numbered_and_its_number_never_used_again(
    current: Current, told: list[Message]
) -> None:
    assert (current.answering, current.state().model) == (None, 0)
    first, second = fitted_to(*RIGHT), fitted_to(*RIGHT)
    current.adopt(first, busy=False)
    current.adopt(first, busy=False)
    assert current.answering is not None
    assert (current.answering.number, current.state().model) == (1, 1)
    current.adopt(None)
    assert (current.answering, current.state().model) == (None, 0)
    current.adopt(second)
    assert (current.answering.number, current.state().model) == (2, 2)
    assert [one.model for one in told if isinstance(one, Learning)] == [1, 0, 2]


def test_another_background_is_another_model(current: Current, project: Project) -> None:
    fitted = fitted_to(*RIGHT)
    current.adopt(fitted)
    made = project.add_class("nothing", role="background")
    current.adopt(fitted)
    assert current.answering is not None
    assert (current.answering.number, current.answering.model.background) == (2, {made.id})
    assert background_of(project) == {made.id}
    assert names_of(project)[made.id] == "nothing"


def test_the_model_before_answers_until_something_is_adopted(
    project: Project, told: list[Message]
) -> None:
    before = Answering(7, answering(fitted_to(*RIGHT), BACKBONE, ()))
    current = Current(project, BACKBONE, told.append, USUAL, before)
    assert current.answering is before
    assert (current.state().status, current.state().model) == ("learning", 7)
    assert current.state().labels == ["a", "b"]
    current.adopt(fitted_to(*RIGHT), busy=False)
    assert (current.answering.number, current.state().model) == (8, 8)
    other = Current(project, BACKBONE, told.append, USUAL, before)
    other.adopt(None, busy=False)
    assert (other.answering, other.state().model, other.state().labels) == (None, 0, [])
