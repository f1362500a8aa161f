import pytest

from understudy.actions.key_names import NAMES, parse_keys
from understudy.errors import UnderstudyError


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ArrowLeft", ("ArrowLeft",)),
        ("arrowleft", ("ArrowLeft",)),
        ("a", ("a",)),
        ("A", ("A",)),
        ("é", ("é",)),
        (" ", ("Space",)),
        ("Control+c", ("Control", "c")),
        ("Control + Shift + F5", ("Control", "Shift", "F5")),
        ("+", ("+",)),
        ("Control++", ("Control", "+")),
    ],
)
def test_keys_and_several_at_once(text: str, keys: tuple[str, ...]) -> None:
    assert parse_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("left", "Did you mean ArrowLeft"),
        ("Ctrl+c", "Did you mean Control?"),
        ("ArowUp", "Did you mean ArrowUp"),
        ("Entr", "Did you mean Enter"),
        ("F21", "Did you mean F"),
        ("", "no key called ''"),
        ("Control+", "no key called ''"),
        ("blimp", "named as browsers name them"),
    ],
)
def test_other_names_are_refused_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(UnderstudyError) as caught:
        parse_keys(text)
    assert hint in str(caught.value)
    assert "ArrowLeft, F5" in str(caught.value)


def test_pynput_has_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYNPUT_BACKEND", "dummy")
    keyboard = pytest.importorskip("pynput.keyboard", exc_type=ImportError)
    assert set(NAMES.values()) <= set(keyboard.Key.__members__)
