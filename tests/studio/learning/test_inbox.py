import threading

import pytest

from understudy.studio.learning import inbox
from understudy.studio.learning.inbox import Inbox, Work


def test_examples_are_handed_over_once() -> None:
    box = Inbox()
    box.add(["a"])
    box.add(["b"])
    assert box.wait() == Work(["a", "b"], False)
    box.add(["c"], learn_in=0)
    assert box.wait() == Work(["c"], True)


def test_learning_waits_for_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(inbox.time, "monotonic", lambda: now[0])
    box = Inbox()
    box.add(["a"], learn_in=0.25)
    assert box.wait() == Work(["a"], False)
    now[0] += 0.2
    box.add(["b"], learn_in=0.25)
    now[0] += 0.2
    assert box.wait() == Work(["b"], False)
    now[0] += 0.1
    assert box.wait() == Work([], True)


def test_learning_is_not_put_off_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(inbox.time, "monotonic", lambda: now[0])
    box = Inbox()
    learned = []
    for _ in range(25):
        box.add(["a"], learn_in=0.25)
        work = box.wait()
        assert work is not None
        learned.append(work.learn)
        now[0] += 0.125
    assert learned.count(True) == 1
    assert learned.index(True) == inbox.MOST_DELAY_SECONDS / 0.125


def test_what_must_not_wait_does_not() -> None:
    box = Inbox()
    box.add(learn_in=10)
    box.add(learn_in=0)
    assert box.wait() == Work([], True)


def test_closing_wakes_who_waits() -> None:
    box, found = Inbox(), []
    waiting = threading.Thread(target=lambda: found.append(box.wait()))
    waiting.start()
    box.close()
    waiting.join(10)
    assert found == [None]
    assert box.closed


def test_with_nothing_to_do_it_waits_no_longer_than_told(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(inbox.time, "monotonic", lambda: now[0])
    box = Inbox()
    waits = []

    def wait(seconds: float | None) -> None:
        waits.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(box._wake, "wait", wait)
    work = box.wait(2.0)
    assert (work, work.nothing, waits) == (Work([], False), True, [2.0])
    box.add(learn_in=0.5)
    work = box.wait(2.0)
    assert (work, work.nothing, waits[1:]) == (Work([], True), False, [0.5])
    box.add(["a"])
    assert not box.wait(0).nothing


def test_long_work_makes_way_for_other_work_and_for_the_end() -> None:
    box = Inbox()
    assert not box.calls
    box.add(["a"])
    assert box.calls
    box.wait()
    assert not box.calls
    box.add(learn_in=10)
    assert box.calls
    ended = Inbox()
    ended.close()
    assert ended.calls
