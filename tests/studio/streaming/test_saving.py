from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.studio.learning.teaching import BACKBONE, jpeg, take_id
from understudy.errors import DataError
from understudy.project.store import Project
from understudy.studio.protocol import Begin, End, Ended, Frame, Refused, Saved
from understudy.studio.streaming.saving import Saving, refusal

TAKE = take_id(1)


class Recorded:
    """A page that records, into a project of one class."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.class_id = project.add_class("box").id
        self.offered: list[str] = []
        self.learner = SimpleNamespace(
            backbone=BACKBONE, offer=lambda example, image: self.offered.append(example)
        )
        self.saving = Saving(project, lambda: self.learner)

    def leave(self) -> None:
        """Leave, and come again."""
        self.saving.close()
        self.saving = Saving(self.project, lambda: self.learner)

    def begin(self, class_id: str | None = None) -> Any:
        return self.saving.do(Begin(take=TAKE, class_id=class_id or self.class_id, rate=15))

    def frame(self, number: int, shown: bytes = b"") -> Any:
        return self.saving.do(
            Frame(
                kind="take", stream=0, sequence=number, captured=0, take=TAKE,
                jpeg=shown or jpeg("box", number),
            )
        )  # fmt: skip

    def end(self) -> Any:
        return self.saving.do(End(take=TAKE))


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Recorded]:
    with Project.create(tmp_path / "p", "Test") as project:
        yield Recorded(project)


def test_a_take_from_begin_to_end(recorded: Recorded) -> None:
    assert recorded.begin() is None
    for number in range(2):
        assert recorded.frame(number) == Saved(
            take=TAKE, class_id=recorded.class_id, sequence=number, example=f"{TAKE}-{number}",
            take_count=number + 1, class_count=number + 1,
        )  # fmt: skip
    assert recorded.end() == Ended(take=TAKE, take_count=2)
    assert recorded.offered == [example.id for example in recorded.project.examples()]
    assert recorded.project.takes[TAKE].rate == 15


def test_a_damaged_picture_is_refused_for_good(recorded: Recorded) -> None:
    recorded.begin()
    refused = recorded.frame(0, jpeg("box", 1)[:-300])
    assert (refused.take, refused.sequence, refused.final) == (TAKE, 0, True)
    assert recorded.project.examples() == []
    assert recorded.offered == []


def test_an_unknown_class_is_refused_for_good(recorded: Recorded) -> None:
    refused = recorded.begin("gone")
    assert isinstance(refused, Refused)
    assert (refused.take, refused.sequence, refused.final) == (TAKE, None, True)


def test_what_the_page_left_open_is_ended(recorded: Recorded) -> None:
    recorded.begin()
    recorded.frame(0)
    recorded.leave()
    assert recorded.project.takes[TAKE].ended
    recorded.begin()
    assert not recorded.project.takes[TAKE].ended


def test_closing_passes_over_what_can_not_be_ended(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Project, take: str) -> None:
        raise OSError(28, "No space left on device")

    recorded.begin()
    monkeypatch.setattr(Project, "end_take", fail)
    recorded.saving.close()


@pytest.mark.parametrize(
    ("error", "final"),
    [(DataError("It is gone."), True), (OSError(28, "full"), False), (OSError(5, "I/O"), False)],
)
def test_only_what_can_not_be_helped_is_final(error: Exception, final: bool) -> None:
    refused = refusal(error, "", 3)
    assert (refused.final, refused.take, refused.sequence) == (final, None, 3)
    assert refused.sentence


def test_a_page_that_has_gone_begins_nothing(recorded: Recorded, monkeypatch) -> None:
    begin = recorded.project.begin_take
    leaving = threading.Thread(target=recorded.saving.close)

    def slowly(*words: Any) -> Any:
        leaving.start()
        leaving.join(0.1)  # it waits for this
        return begin(*words)

    monkeypatch.setattr(recorded.project, "begin_take", slowly)
    recorded.begin()
    leaving.join()
    assert TAKE not in recorded.project.takes  # which has those that go on
    assert recorded.frame(0) is None
    assert recorded.project.examples() == []
