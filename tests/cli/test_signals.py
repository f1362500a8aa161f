import os
import signal
import sys

import pytest

from understudy.cli.signals import ended_by_signals, undisturbed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


@pytest.fixture(autouse=True)
def handlers() -> object:
    """Hang-ups and ends are handled as in a program that was just started."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    assert before == {number: signal.getsignal(number) for number in before}


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_first_asks_and_the_second_interrupts(name: str) -> None:
    asked = []
    number = getattr(signal, name)
    with ended_by_signals(lambda: asked.append(1)):
        os.kill(os.getpid(), number)
        assert asked == [1]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert asked == [1]


def test_what_ends_is_not_disturbed() -> None:
    done = []
    with ended_by_signals(lambda: None):
        os.kill(os.getpid(), signal.SIGINT)
        with undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            done.append(1)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert done == [1]


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_by_signals(lambda: pytest.fail("asked")):
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
