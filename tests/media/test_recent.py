import functools
import threading

import numpy as np
import pytest

from understudy.media.recent import RecentArrays


def test_what_is_there_is_not_made_again() -> None:
    recent = RecentArrays(1000)
    first = recent.get("a", lambda: np.ones(3))
    assert recent.get("a", lambda: pytest.fail("made again")) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 2


def test_those_asked_for_longest_ago_go() -> None:
    recent = RecentArrays(250)
    made: list[str] = []

    def make(key: str) -> np.ndarray:
        made.append(key)
        return np.zeros(100, np.uint8)

    for key in "abacab":  # b went when c came, since a had been asked for meanwhile
        recent.get(key, functools.partial(make, key))
    assert "".join(made) == "abcb"


def test_the_newest_stays_however_large() -> None:
    recent = RecentArrays(10)
    large = recent.get("a", lambda: np.zeros(1000, np.uint8))
    assert recent.get("a", lambda: pytest.fail("made again")) is large
    recent.get("b", lambda: np.zeros(1000, np.uint8))
    assert recent.get("a", lambda: np.ones(1)).sum() == 1


def test_a_failure_is_raised_and_tried_again() -> None:
    recent = RecentArrays(1000)
    with pytest.raises(ZeroDivisionError):
        recent.get("a", lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    assert recent.get("a", lambda: np.ones(2)).sum() == 2


def test_threads_that_want_the_same_wait_for_it() -> None:
    recent = RecentArrays(1000)
    made: list[int] = []
    go_on = threading.Event()

    def slow() -> np.ndarray:
        made.append(1)
        go_on.wait(5)
        return np.ones(2)

    found: list[np.ndarray] = []
    threads = [
        threading.Thread(target=lambda: found.append(recent.get("a", slow))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert recent.get("b", lambda: np.zeros(1)).sum() == 0  # another key waits for nobody
    go_on.set()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert all(one is found[0] for one in found)
