import pytest

from understudy.actions.keyboard import PressKey
from understudy.actions.parsing import parse_mapping
from understudy.errors import UnderstudyError
from understudy.types import Event

LABELS = ("left", "right", "a=b", "é", "nothing")


def plan(text: str) -> tuple[str, str | None]:
    label, action = parse_mapping(text, LABELS, {"nothing"}, {"key": PressKey, "run": PressKey})
    return label, action.plan(Event(label, "start", 0, 1))


@pytest.mark.parametrize(
    ("text", "label", "what"),
    [
        ("left=key:ArrowLeft", "left", "press ArrowLeft"),
        (" right = key:Control+c", "right", "press Control+c"),
        ("left=key:=", "left", "press ="),
        ("a=b=key:x", "a=b", "press x"),
        ("e\N{COMBINING ACUTE ACCENT}=key:x", "é", "press x"),
        ("left=key::", "left", "press :"),
    ],
)
def test_a_class_and_its_action(text: str, label: str, what: str) -> None:
    assert plan(text) == (label, what)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lfet=key:a", "has no class 'lfet'. Did you mean 'left'? It has: left, right, a=b, é."),
        ("up=key:a", "has no class 'up'. It has: left, right, a=b, é."),
        (
            "left",
            "'left' is no mapping; write CLASS=key:NAME, CLASS=run:COMMAND or CLASS=drone:MOVE.",
        ),
        ("=key:a", "'=key:a' is no mapping"),
        ("left=ArrowLeft", "names no action; write CLASS=key:NAME"),
        ("left=fly:away", "names no action"),
        ("nothing=key:a", "'nothing' is a background class, which never starts anything"),
        ("left=key:ArrowLft", "There is no key called 'ArrowLft'"),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    with pytest.raises(UnderstudyError) as caught:
        plan(text)
    assert sentence in str(caught.value)
