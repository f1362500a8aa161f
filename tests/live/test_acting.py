from typing import Any

import pytest

from understudy.errors import DataError
from understudy.live.acting import Acting


def test_the_defaults_are_those_of_the_page() -> None:
    assert Acting() == Acting(threshold=0.5, release=0.3, refractory=1.0, rule="at-once")


def test_what_is_stated_goes_before_what_the_model_says() -> None:
    facts = {"acting": {"threshold": 0.9, "rule": "per-episode", "colour": "red"}}
    assert Acting.of({}) == Acting()
    assert Acting.of(facts) == Acting(threshold=0.9, rule="per-episode")
    assert Acting.of(facts, refractory=0.0, threshold=None) == Acting(0.9, 0.3, 0.0, "per-episode")


def test_facts_of_another_kind_are_passed_over() -> None:
    assert Acting.of({"acting": "often"}) == Acting()


def test_a_low_threshold_alone_lowers_the_release_with_it() -> None:
    assert Acting.of({}, threshold=0.2) == Acting(threshold=0.2, release=0.2)
    assert Acting.of({}, threshold=0) == Acting(threshold=0, release=0)
    with pytest.raises(DataError, match=r"release is 0.4, over the threshold of 0.2"):
        Acting.of({}, threshold=0.2, release=0.4)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("threshold", 1.1, "The threshold is 1.1; expected a number from 0 to 1."),
        ("threshold", -1.0, "The threshold is -1.0; expected a number from 0 to 1."),
        ("release", True, "The release is True; expected a number from 0 to 1."),
        ("refractory", float("nan"), "The refractory is nan; expected a number from 0 to 5."),
        ("rule", "later", "The rule is 'later'; expected 'at-once' or 'per-episode'."),
        ("rule", 3, "The rule is 3; expected 'at-once' or 'per-episode'."),
    ],
)
def test_other_values_are_refused(name: str, value: Any, sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        Acting.of({}, **{name: value})
    assert str(caught.value) == sentence
