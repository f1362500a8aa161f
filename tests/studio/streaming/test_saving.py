from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.studio.learning.teaching import BACKBONE, jpeg, take_id
from tests.studio.sounding import RATE, pcm, sound
from understudy.errors import DataError
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.studio.protocol import Begin, Block, End, Ended, Frame, Refused, Saved
from understudy.studio.streaming import saving
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


# Sound


class Sounding(Recorded):
    """A page that records sounds."""

    def sound(self, *numbers: int, samples: int = 400, take: str = TAKE) -> list[Any]:
        """Send blocks that begin with samples of these numbers, as one."""
        whole = pcm(np.concatenate([sound("low", 2), sound("low", 2)]))
        return self.saving.hear(
            [
                Block(
                    kind="take", stream=0, sequence=number, captured=0, take=take,
                    pcm=(whole[2 * number : 2 * (number + samples)] or b"xx"),
                )
                for number in numbers
            ]
        )  # fmt: skip

    def begin(self, class_id: str | None = None) -> Any:
        return self.saving.do(
            Begin(take=TAKE, class_id=class_id or self.class_id, source="microphone", rate=RATE)
        )


@pytest.fixture
def sounding(tmp_path: Path) -> Iterator[Sounding]:
    with Project.create(tmp_path / "p", "Test", "sound", Cut(0.6, 0.3)) as project:
        yield Sounding(project)


def test_a_take_of_sound_from_begin_to_end(sounding: Sounding) -> None:
    assert sounding.begin() is None
    told = [one for start in range(0, 18_400, 400) for one in sounding.sound(start)]
    assert [(one.sequence, one.example) for one in told] == [
        (start, None) for start in range(0, 18_400, 400)
    ]
    counts = [one.take_count for one in told]
    assert counts == sorted(counts)
    assert counts == [one.class_count for one in told]
    ended = sounding.end()
    assert (ended.take, ended.sentence) == (TAKE, "")
    assert ended.take_count >= max(1, counts[-1])
    assert sounding.project.duration(TAKE) == 18_400 / RATE


def test_blocks_that_go_on_are_told_one_by_one(sounding: Sounding) -> None:
    sounding.begin()
    told = sounding.sound(0, 400, 800)
    assert [one.sequence for one in told] == [0, 400, 800]
    sounding.end()
    assert sounding.project.duration(TAKE) == 1_200 / RATE


def test_sound_sent_again_changes_nothing(sounding: Sounding) -> None:
    sounding.begin()
    sounding.sound(0, 400)
    assert [one.sequence for one in sounding.sound(0)] == [0]
    assert [one.sequence for one in sounding.sound(200)] == [200]
    sounding.end()
    assert sounding.project.duration(TAKE) == 800 / RATE


def test_a_gap_is_refused_and_what_was_there_stays(sounding: Sounding) -> None:
    sounding.begin()
    sounding.sound(0)
    (refused,) = sounding.sound(500)
    assert isinstance(refused, Refused)
    assert (refused.take, refused.sequence, refused.final) == (TAKE, 500, True)
    assert "400" in refused.sentence
    assert [one.sequence for one in sounding.sound(400)] == [400]


def test_after_the_socket_broke_a_take_goes_on(sounding: Sounding) -> None:
    sounding.begin()
    sounding.sound(0, 400)
    sounding.leave()
    assert sounding.project.takes[TAKE].ended
    assert sounding.project.duration(TAKE) == 800 / RATE
    sounding.begin()
    assert [one.sequence for one in sounding.sound(400)] == [400]  # it did not know
    assert [one.sequence for one in sounding.sound(800)] == [800]
    sounding.end()
    assert sounding.project.duration(TAKE) == 1_200 / RATE


def test_sound_of_a_take_that_has_not_begun_is_refused(sounding: Sounding) -> None:
    (refused,) = sounding.sound(0)
    assert "has not begun" in refused.sentence
    sounding.begin()
    sounding.end()
    (refused,) = sounding.sound(0)
    assert "has not begun" in refused.sentence


def test_a_take_ends_by_itself_when_it_is_long(
    sounding: Sounding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MAX_TAKE_SECONDS", 0.1)
    sounding.begin()
    assert [type(one) for one in sounding.sound(0)] == [Saved]
    *saved, ended = sounding.sound(400, 800)
    assert [one.sequence for one in saved] == [400, 800]
    assert ended == Ended(take=TAKE, take_count=ended.take_count, sentence=saving.LONG_ENOUGH)
    assert sounding.project.takes[TAKE].ended
    assert sounding.project.duration(TAKE) == 0.1
    assert sounding.sound(1_200) == []  # what was on its way
    assert sounding.end() == Ended(take=TAKE, take_count=ended.take_count)


def test_a_take_of_nothing_says_so(sounding: Sounding) -> None:
    sounding.begin()
    sounding.saving.hear(
        [Block(kind="take", stream=0, sequence=0, captured=0, take=TAKE, pcm=bytes(8_000))]
    )
    assert sounding.end() == Ended(take=TAKE, take_count=0, sentence=saving.NOTHING_IN["sound"])


def test_a_project_takes_what_it_is_taught_with(sounding: Sounding, tmp_path: Path) -> None:
    refused = sounding.saving.do(Begin(take=TAKE, class_id=sounding.class_id, rate=15))
    assert "taught with sounds" in refused.sentence
    with Project.create(tmp_path / "pictures", "Test") as project:
        recorded = Recorded(project)
        message = Begin(take=TAKE, class_id=recorded.class_id, source="microphone", rate=RATE)
        refused = recorded.saving.do(message)
        assert "taught with pictures" in refused.sentence
        (refused,) = recorded.saving.hear(
            [Block(kind="take", stream=0, sequence=0, captured=0, take=TAKE, pcm=b"xx")]
        )
        assert "has not begun" in refused.sentence


def test_a_full_disk_is_no_reason_to_give_up_sound(
    sounding: Sounding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Project, *words: Any) -> int:
        raise OSError(28, "No space left on device")

    sounding.begin()
    with monkeypatch.context() as patch:
        patch.setattr(Project, "add_sound", full)
        refused = sounding.sound(0, 400)
    assert [(one.sequence, one.final) for one in refused] == [(0, False), (400, False)]
    assert [one.sequence for one in sounding.sound(0, 400)] == [0, 400]


def test_a_page_that_has_gone_saves_no_sound(sounding: Sounding) -> None:
    sounding.begin()
    sounding.saving.close()
    assert sounding.sound(0) == []
