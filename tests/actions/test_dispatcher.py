import pytest

from tests.actions.faking import FakeKeyboard, start, stop
from understudy.actions.dispatcher import Dispatcher
from understudy.actions.keyboard import PressKey
from understudy.errors import UnderstudyError


@pytest.fixture
def said() -> list[str]:
    return []


def make(keyboard: FakeKeyboard, said: list[str], armed: bool = True) -> Dispatcher:
    mapped = [("left", "ArrowLeft"), ("right", "ArrowRight"), ("left", "a")]
    actions = [(label, PressKey(key, keyboard)) for label, key in mapped]
    return Dispatcher(actions, armed=armed, say=said.append)


def test_every_action_of_the_class_and_no_other(said: list[str]) -> None:
    keyboard = FakeKeyboard()
    dispatcher = make(keyboard, said)
    dispatcher.arm()
    dispatcher.handle(start("left"))
    assert keyboard.down == {"ArrowLeft", "a"}
    dispatcher.handle(stop("left"))
    dispatcher.handle(start("up"))
    assert keyboard.down == set()
    assert said == [
        "left: pressed ArrowLeft",
        "left: pressed a",
        "left: released ArrowLeft",
        "left: released a",
    ]


def test_until_armed_it_is_only_said(said: list[str]) -> None:
    keyboard = FakeKeyboard(missing="a")
    dispatcher = make(keyboard, said, armed=False)
    dispatcher.arm()
    dispatcher.handle(start("left"))
    dispatcher.handle(stop("left"))
    dispatcher.close()
    assert keyboard.done == []
    assert said == [
        "Not armed; left would press ArrowLeft.",
        "Not armed; left would press a.",
        "Not armed; left would release ArrowLeft.",
        "Not armed; left would release a.",
    ]


def test_close_ends_every_action_even_if_one_fails(said: list[str]) -> None:
    keyboard = FakeKeyboard()
    dispatcher = make(keyboard, said)
    dispatcher.arm()
    dispatcher.handle(start("left"))
    keyboard.broken = "a"
    dispatcher.close()
    assert keyboard.down == {"a"}
    assert said[2:] == ["Could not let go of a (stuck). Press it once by hand."]


def test_close_ends_every_action_even_if_interrupted(said: list[str]) -> None:
    keyboard = FakeKeyboard()
    dispatcher = make(keyboard, said)
    dispatcher.arm()
    dispatcher.handle(start("left"))
    release = keyboard.release

    def interrupted(key: str) -> None:
        release(key)
        raise KeyboardInterrupt

    keyboard.release = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        dispatcher.close()
    assert keyboard.down == set()


def test_an_action_that_fails_is_said_and_the_rest_is_done(said: list[str]) -> None:
    keyboard = FakeKeyboard(broken="ArrowLeft")
    dispatcher = make(keyboard, said)
    dispatcher.arm()
    dispatcher.handle(start("left"))
    assert keyboard.down == {"a"}
    assert len(said) == 2
    assert "ArrowLeft" in said[0]
    assert said[1] == "left: pressed a"


def test_what_can_not_be_done_here_is_told_when_arming(said: list[str]) -> None:
    with pytest.raises(UnderstudyError, match="no key a"):
        make(FakeKeyboard(missing="a"), said).arm()
