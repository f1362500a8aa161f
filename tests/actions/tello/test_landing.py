from __future__ import annotations

import time

import pytest

from understudy.actions.tello import landing
from understudy.actions.tello.link import Link, NoReply


class FakeLink(Link):
    """Answers with what is given, in order; None is no answer."""

    def __init__(self, *replies: str | None) -> None:
        self.replies = list(replies)
        self.told: list[str] = []

    def tell(self, command: str) -> None:
        self.told.append(command)

    def ask(self, command: str, seconds: float = 7.0) -> str:
        self.told.append(command)
        reply = self.replies.pop(0)
        if reply is None:
            raise NoReply("")
        return reply


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing, "AGAIN_SECONDS", 0.0)


@pytest.mark.parametrize(
    ("replies", "stands", "landed"),
    [
        (["ok"], False, True),
        (["error"], True, True),
        ([None, "error", "ok"], False, True),
        ([None, "error", None], False, False),
    ],
)
def test_it_lands_when_it_or_its_state_says_so(
    replies: list[str | None], stands: bool, landed: bool
) -> None:
    link = FakeLink(*replies)
    assert landing.land(link, 0.0, lambda: stands) == landed
    assert not link.replies
    assert link.told == ["land"] * (1 + len(replies))


@pytest.mark.parametrize(
    "replies", [["error"] * 9 + ["ok", "ok"], ["ok", None, "error"], [None, "ok", "ok"]]
)
def test_while_it_rises_neither_an_error_nor_the_first_ok_is_believed(
    replies: list[str | None],
) -> None:
    link = FakeLink(*replies)
    assert landing.land(link, time.monotonic() + 60, lambda: len(link.replies) == 0)
    assert not link.replies
