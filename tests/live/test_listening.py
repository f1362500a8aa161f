import pytest

from understudy.errors import DataError
from understudy.live.listening import Listening


def test_what_is_stated_goes_before_what_the_model_says() -> None:
    facts = {"listening": {"threshold": 0.9, "hits": 3, "colour": "red"}}
    assert Listening.of({}) == Listening(0.75, 0.95, 0.0, 2, noise_and_unknown=False)
    assert Listening.of(facts) == Listening(threshold=0.9, hits=3)
    assert Listening.of(facts, threshold=0.0, hits=None) == Listening(threshold=0.0, hits=3)


def test_where_windows_hardly_overlap_one_hit_is_enough() -> None:
    assert Listening.of({}, overlap=0.5).hits == 1
    assert Listening.of({"listening": {"hits": 3}}, overlap=0.5).hits == 1
    assert Listening.of({}, overlap=0.5, hits=2).hits == 2
    assert Listening.of({}, overlap=0.8).hits == 2


def test_facts_of_another_kind_are_passed_over() -> None:
    assert Listening.of({"listening": "often"}) == Listening()


@pytest.mark.parametrize(
    ("overlap", "every"), [(0.95, 1), (0.9, 2), (0.5, 9), (0.0, 19), (0.946, 1)]
)
def test_the_overlap_is_of_windows_and_never_finer_than_the_backbone(
    overlap: float, every: int
) -> None:
    assert Listening(overlap=overlap).every(1.5, 0.08) == every


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("threshold", 1.1, "The probability threshold is 1.1; expected a number from 0 to 1."),
        ("overlap", 1, "The overlap factor is 1; expected a number from 0 to 0.95."),
        (
            "suppress_ms",
            -1,
            "The suppression time in milliseconds is -1; expected a number from 0 to 5000.",
        ),
        ("overlap", float("nan"), "The overlap factor is nan; expected a number from 0 to 0.95."),
        ("hits", 0, "The number of hits is 0; expected a whole number from 1 to 5."),
        ("hits", 1.5, "The number of hits is 1.5; expected a whole number from 1 to 5."),
        ("threshold", True, "The probability threshold is True; expected a number from 0 to 1."),
        ("noise_and_unknown", 1, "noise-and-unknown is 1; expected true or false."),
    ],
)
def test_other_values_are_refused(name: str, value: float, sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        Listening.of({}, **{name: value})
    assert str(caught.value) == sentence
