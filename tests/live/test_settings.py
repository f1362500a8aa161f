import pytest

from understudy.errors import DataError
from understudy.live.settings import Settings


def test_the_defaults_are_those_of_the_page() -> None:
    assert Settings() == Settings(threshold=0.6, smoothing=0.2, hold_off=0.3)


def test_what_is_stated_goes_before_what_the_model_says() -> None:
    facts = {"live": {"threshold": 0.9, "smoothing": 0, "colour": "red"}}
    assert Settings.of({}) == Settings()
    assert Settings.of(facts) == Settings(threshold=0.9, smoothing=0)
    assert Settings.of(facts, threshold=0.0, smoothing=None) == Settings(0.0, 0)


def test_facts_of_another_kind_are_passed_over() -> None:
    assert Settings.of({"live": "often"}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("threshold", 1.1, "The threshold is 1.1; expected a number from 0 to 1."),
        ("smoothing", -1, "The smoothing is -1; expected a number from 0 to 5."),
        ("hold_off", float("nan"), "The hold-off is nan; expected a number from 0 to 10."),
        ("threshold", "high", "The threshold is 'high'; expected a number from 0 to 1."),
        ("threshold", 10**400, f"The threshold is {10**400}; expected a number from 0 to 1."),
        ("threshold", True, "The threshold is True; expected a number from 0 to 1."),
    ],
)
def test_other_values_are_refused(name: str, value: float, sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        Settings.of({}, **{name: value})
    assert str(caught.value) == sentence
