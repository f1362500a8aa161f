import sys
import types

import pytest

from tests.actions.faking import FakeKeyboard, start, stop
from understudy.actions import keyboard as module
from understudy.actions.keyboard import PressKey, SystemKeyboard
from understudy.errors import MissingExtraError, UnderstudyError


def armed(text: str, keyboard: FakeKeyboard) -> PressKey:
    action = PressKey(text, keyboard)
    action.arm()
    return action


def test_down_on_a_start_and_up_on_a_stop() -> None:
    keyboard = FakeKeyboard()
    action = armed("Control+c", keyboard)
    action.do(start())
    assert keyboard.down == {"Control", "c"}
    action.do(stop())
    assert keyboard.done == ["+Control", "+c", "-c", "-Control"]
    action.do(stop())
    assert len(keyboard.done) == 4


def test_the_plan_in_words() -> None:
    action = PressKey("Control+c")
    assert action.plan(start()) == "press Control+c"
    assert action.plan(stop()) == "release Control+c"
    assert action.report(start()) == "pressed Control+c"
    assert action.report(stop()) == "released Control+c"


def test_close_lets_go_and_may_be_called_again() -> None:
    keyboard = FakeKeyboard()
    action = armed("a", keyboard)
    action.do(start())
    action.close()
    action.close()
    assert keyboard.done == ["+a", "-a"]


def test_half_a_combination_is_let_go_when_the_rest_fails() -> None:
    keyboard = FakeKeyboard(broken="c")
    action = armed("Control+c", keyboard)
    with pytest.raises(UnderstudyError, match="Could not let go of c"):
        action.do(start())
    assert keyboard.down == set()


def test_a_key_interrupted_while_it_goes_down_is_let_up() -> None:
    keyboard = FakeKeyboard()
    action = armed("a", keyboard)
    press = keyboard.press

    def interrupted(key: str) -> None:
        press(key)
        raise KeyboardInterrupt

    keyboard.press = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        action.do(start())
    assert keyboard.down == {"a"}
    action.close()
    assert keyboard.down == set()


def test_one_key_that_sticks_does_not_hold_the_others_down() -> None:
    keyboard = FakeKeyboard()
    action = armed("Control+Shift+c", keyboard)
    action.do(start())
    keyboard.broken = "Shift"
    with pytest.raises(UnderstudyError, match="Shift"):
        action.close()
    assert keyboard.down == {"Shift"}


def test_what_the_keyboard_lacks_is_told_when_arming() -> None:
    with pytest.raises(UnderstudyError, match="no key Insert"):
        armed("Insert", FakeKeyboard(missing="Insert"))


def test_arming_comes_first() -> None:
    with pytest.raises(ValueError, match="arm"):
        PressKey("a", FakeKeyboard()).do(start())


def pynput(monkeypatch: pytest.MonkeyPatch) -> FakeKeyboard:
    """Stand in for pynput; its keys are words here."""
    fake = FakeKeyboard()
    keyboard = types.ModuleType("pynput.keyboard")
    keyboard.Controller = fake  # type: ignore[attr-defined]
    keyboard.Key = types.SimpleNamespace(left="<left>")  # type: ignore[attr-defined]
    keyboard.KeyCode = types.SimpleNamespace(from_char=lambda c: f"<{c}>")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pynput", types.ModuleType("pynput"))
    monkeypatch.setitem(sys.modules, "pynput.keyboard", keyboard)
    return fake


def test_the_system_keyboard_is_pynputs(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = pynput(monkeypatch)
    action = PressKey("ArrowLeft+a")
    action.arm()
    action.do(start())
    action.do(stop())
    assert fake.done == ["+<left>", "+<a>", "-<a>", "-<left>"]


def test_keys_that_a_system_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    pynput(monkeypatch)
    with pytest.raises(UnderstudyError, match="no key Insert"):
        PressKey("Insert").arm()


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynput.keyboard", None)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"understudy\[keyboard\]"):
        SystemKeyboard()


def test_without_a_screen_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynput.keyboard", None)  # raises ImportError, as pynput does
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: "found")
    with pytest.raises(UnderstudyError, match="no screen can be reached") as caught:
        SystemKeyboard()
    assert not isinstance(caught.value, MissingExtraError)
