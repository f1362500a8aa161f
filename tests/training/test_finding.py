import pytest

from tests import gestures
from tests.taught import draw, tiny_backbone
from understudy.training.finding import found_in


def mixed() -> dict[str, list[object]]:
    return {
        "open": [gestures.hand("open", 0), draw("box", 0), gestures.hand("open", 1)],
        "nothing": [draw("disc", 0), draw("disc", 1)],
    }


def test_examples_without_a_hand_are_counted_and_named() -> None:
    found = found_in(gestures.shown(mixed()), "hand")
    assert (found.count, found.share) == (5, pytest.approx(2 / 5))
    assert found.missed == ["open, picture 2", "nothing, picture 1", "nothing, picture 2"]
    assert found.sentence() == "No hand was found in 3 of 5 pictures."
    assert found.sentence_of_teaching() == (
        "No hand was found in 3 of 5 pictures; they were taught from the rest of the picture."
    )


def test_a_background_class_needs_none() -> None:
    for stated in (["nothing"], []):
        shown = gestures.shown(mixed())
        if not stated:
            shown.background.append("nothing")
        found = found_in(shown, "hand", stated)
        assert (found.count, found.missed) == (3, ["open, picture 2"])
        assert "in 1 of 3 pictures; it was taught" in (found.sentence_of_teaching() or "")


def test_found_in_all_says_nothing() -> None:
    found = found_in(gestures.shown(gestures.hands(1)), "hand")
    assert (found.share, found.never) == (1, False)
    assert found.sentence() is found.sentence_of_teaching() is None


def test_found_in_none_says_that_it_is_a_picture_model() -> None:
    found = found_in(gestures.shown({"box": [draw("box", 0)], "disc": [draw("disc", 0)]}), "hand")
    assert found.never
    assert found.sentence() == "No hand was found in any of 2 pictures."
    assert "goes by the whole picture alone" in (found.sentence_of_teaching() or "")


def test_without_ordinary_examples_nothing_is_found() -> None:
    found = found_in(gestures.shown({"nothing": [draw("box", 0)]}), "hand", ["nothing"])
    assert (found.count, found.share, found.never) == (0, 0, False)
    assert found.sentence() is None


def test_what_looks_at_whole_pictures_misses_nothing() -> None:
    found = found_in(gestures.shown(mixed(), tiny_backbone()), None)
    assert (found.share, found.never, found.sentence()) == (1, False, None)


def test_a_body_is_called_a_person() -> None:
    found = found_in(gestures.shown(mixed()), "body")
    assert found.sentence() == "No person was found in 3 of 5 pictures."
