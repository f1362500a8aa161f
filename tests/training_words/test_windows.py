import pytest

from training.words.augment import Said
from training.words.vocabulary import LABELS
from training.words.windows import HEARD_SECONDS, allowed, allowed_at

END = HEARD_SECONDS


def right(*said: Said) -> set[str]:
    return {label for label, is_right in zip(LABELS, allowed(said, 0.0), strict=True) if is_right}


def test_a_silent_window_is_background() -> None:
    assert right() == {"_background_noise_"}
    assert right(Said("one", 2.0, 2.5)) == {"_background_noise_"}


@pytest.mark.parametrize(("text", "expected"), [("one", {"one"}), ("table", {"_unknown_"})])
def test_what_is_wholly_in_the_window_is_the_answer(text: str, expected: set[str]) -> None:
    assert right(Said(text, 0.4, 0.9)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (0.05, {"_background_noise_", "_unknown_"}),
        (0.2, {"_unknown_"}),
        (0.4, {"_unknown_", "seven"}),
        (0.5, {"seven"}),
    ],
)
def test_the_beginning_of_a_word_may_be_guessed_late(inside: float, expected: set[str]) -> None:
    assert right(Said("seven", END - inside, END - inside + 0.5)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (0.05, {"_background_noise_", "_unknown_"}),
        (0.4, {"_unknown_", "seven"}),
        (0.47, {"seven"}),
    ],
)
def test_the_end_of_a_word_that_leaves(inside: float, expected: set[str]) -> None:
    assert right(Said("seven", inside - 0.5, inside)) == expected


def test_the_last_thing_said_wholly_wins() -> None:
    assert right(Said("yes", 0.1, 0.4), Said("no", 0.6, 0.9)) == {"no"}
    assert right(Said("yes", 0.1, 0.4), Said("table", 0.6, 0.9)) == {"_unknown_"}
    assert right(Said("table", 0.1, 0.4), Said("yes", 0.6, 0.9)) == {"yes"}
    assert right(Said("yes", 0.1, 0.4), Said("no", END - 0.05, END + 0.45)) == {"yes", "_unknown_"}


def test_windows_follow_each_other() -> None:
    found = allowed_at([Said("up", 1.4, 1.7)], 20)
    assert found.shape == (20, 20)
    assert found[0, LABELS.index("_background_noise_")]
    assert found[6, LABELS.index("up")]
