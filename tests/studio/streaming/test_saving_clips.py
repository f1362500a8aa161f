"""Clips as they come from a page: saved frame by frame, an example each when they end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.studio.acting import clip, frames, picture
from tests.studio.learning.teaching import take_id
from tests.studio.sounding import RATE
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.studio.protocol import MAX_UNSAVED_FRAMES, Begin, End, Ended, Frame, Refused, Saved
from understudy.studio.streaming import saving
from understudy.studio.streaming.intake import Intake
from understudy.studio.streaming.saving import Saving

TAKE = take_id(1)
MANY = 60
"""Frames that the page kept while the server was away: many times what waits in it."""


class Performed:
    """A page that records into a project of one class of actions."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.class_id = project.add_class("left").id
        self.saving = Saving(project, self.learner)

    @staticmethod
    def learner() -> Any:
        raise AssertionError("who learns looks at a clip when it is whole")

    def leave(self) -> None:
        """Leave, and come again."""
        self.saving.close()
        self.saving = Saving(self.project, self.learner)

    def begin(self) -> Any:
        return self.saving.do(Begin(take=TAKE, class_id=self.class_id, rate=15))

    @staticmethod
    def frame(number: int, captured: float, jpeg: bytes = b"") -> Frame:
        return Frame(
            kind="take", stream=0, sequence=number, captured=captured, take=TAKE,
            jpeg=jpeg or picture("left", number / 20),
        )  # fmt: skip

    def send(self, number: int, captured: float, jpeg: bytes = b"") -> Any:
        return self.saving.do(self.frame(number, captured, jpeg))

    def end(self) -> Any:
        return self.saving.do(End(take=TAKE))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Performed]:
    with Project.create(tmp_path / "p", "Test", "actions", Cut(1.5, 0.75), "clip") as project:
        yield Performed(project)


def test_a_clip_from_begin_to_end(page: Performed) -> None:
    assert page.begin() is None
    told = [page.saving.do(frame) for frame in frames(list(clip("left", start=5e6)), TAKE)]
    assert [(one.sequence, one.example) for one in told] == [(n, None) for n in range(len(told))]
    assert (told[0].take_count, told[-1].take_count) == (0, 1)
    assert [one.class_count for one in told] == [one.take_count for one in told]
    assert page.end() == Ended(take=TAKE, take_count=1)
    (example,) = page.project.examples()
    assert (example.take, page.project.takes[TAKE].source) == (TAKE, "camera")
    assert page.project.duration(TAKE) == pytest.approx(1.6, abs=0.11)
    assert page.end() == Ended(take=TAKE, take_count=1)


def test_frames_sent_again_change_nothing(page: Performed) -> None:
    page.begin()
    page.begin()
    for number in (0, 1, 0, 1, 2):
        assert isinstance(page.send(number, 200 * number), Saved)
    page.end()
    assert page.project.duration(TAKE) == pytest.approx(0.5, abs=0.11)


def test_a_gap_and_times_that_fall_are_refused(page: Performed) -> None:
    page.begin()
    page.send(0, 0)
    for number, captured in ((2, 200), (1, -5), (1, float("nan")), (1, float("inf"))):
        refused = page.send(number, captured)
        assert isinstance(refused, Refused)
        assert (refused.take, refused.sequence, refused.final) == (TAKE, number, True)
    assert isinstance(page.send(1, 100), Saved)


def test_after_the_socket_broke_a_clip_goes_on(page: Performed) -> None:
    page.begin()
    for number in range(6):
        page.send(number, 100 * number)
    page.leave()
    assert page.project.takes[TAKE].ended
    page.begin()
    for number in range(4, 12):
        assert isinstance(page.send(number, 100 * number), Saved)
    page.end()
    assert len(page.project.examples()) == 1
    assert page.project.duration(TAKE) == pytest.approx(1.2, abs=0.11)


def test_all_of_a_clip_that_comes_at_once_is_kept(page: Performed) -> None:
    async def run() -> int:
        intake, saved = Intake(2 * MAX_UNSAVED_FRAMES), 0

        async def send() -> None:
            for number in range(MANY):
                await intake.put(page.frame(number, 1000 * number / 15))

        sending = asyncio.create_task(send())
        for _ in range(MANY):
            frame = await intake.next()
            assert isinstance(frame, Frame)
            saved += isinstance(page.saving.do(frame), Saved)
        await sending
        return saved

    page.begin()
    assert asyncio.run(run()) == MANY
    page.end()
    assert page.project.duration(TAKE) == pytest.approx(MANY / 15, abs=0.11)


def test_a_socket_that_the_page_had_before_may_end_it_late(page: Performed) -> None:
    page.begin()
    for number in range(6):
        page.send(number, 100 * number)
    page.project.end_take(TAKE)
    assert isinstance(page.send(6, 600), Saved)
    page.end()
    assert page.project.duration(TAKE) == pytest.approx(0.7, abs=0.11)


def test_frames_of_a_clip_that_has_not_begun_are_refused(page: Performed) -> None:
    assert "has not begun" in page.send(0, 0).sentence


def test_a_clip_ends_by_itself_when_it_is_long(
    page: Performed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MAX_CLIP_SECONDS", 1)
    page.begin()
    for number in range(11):
        assert isinstance(page.send(number, 100 * number), Saved)
    assert page.send(11, 1_001) == Ended(take=TAKE, take_count=1, sentence=saving.CLIP_LONG_ENOUGH)
    assert page.project.takes[TAKE].ended
    assert page.send(12, 1_100) is None  # what was on its way
    assert page.end() == Ended(take=TAKE, take_count=1)


def test_a_clip_that_is_too_short_says_so_and_leaves_nothing(page: Performed) -> None:
    page.begin()
    page.send(0, 0)
    ended = page.end()
    assert isinstance(ended, Ended)
    assert (ended.take, ended.take_count) == (TAKE, 0)
    assert ended.sentence
    assert page.project.examples() == []
    page.leave()


def test_what_is_no_picture_is_refused_and_the_clip_goes_on(page: Performed) -> None:
    page.begin()
    refused = page.send(0, 0, b"no picture")
    assert isinstance(refused, Refused)
    assert refused.final
    assert isinstance(page.send(0, 100), Saved)


def test_sound_is_not_for_actions(page: Performed) -> None:
    message = Begin(take=TAKE, class_id=page.class_id, source="microphone", rate=RATE)
    refused = page.saving.do(message)
    assert isinstance(refused, Refused)
    assert "taught with actions" in refused.sentence


def test_a_clip_of_which_nothing_is_kept_is_not_said_to_be_saved(page: Performed) -> None:
    page.begin()
    page.send(0, 0)
    ended = page.send(1, 1000 * 3600)  # the page slept
    assert isinstance(ended, Ended)
    assert (ended.take_count, ended.sentence) == (0, saving.NOTHING_IN["clip"])


def test_a_frame_that_was_refused_is_not_the_beginning_of_a_clip(page: Performed) -> None:
    page.begin()
    assert isinstance(page.send(0, -1e9, b"no picture"), Refused)
    assert isinstance(page.send(0, 0), Saved)
